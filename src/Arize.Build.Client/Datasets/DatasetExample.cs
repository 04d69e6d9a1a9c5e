using System.Text.Json;
using Arize.Build.Client.Http;

namespace Arize.Build.Client;

/// <summary>One example of a dataset, with whatever columns the team has given it.</summary>
/// <param name="Id">The example's id.</param>
/// <param name="Json">The whole example as on the wire, its id among the columns. Text in it is not neutralised.</param>
public sealed record DatasetExample(string Id, JsonElement Json)
{
    internal static DatasetExample Read(JsonElement example) => new(Wire.Required(example, "id", "dataset example"), example);
}
