using System.Text.Json;
using Arize.Build.Client.Http;

namespace Arize.Build.Client;

/// <summary>One example of a dataset, with whatever columns the team has given it.</summary>
public sealed class DatasetExample
{
    /// <summary>The example's id.</summary>
    public required string Id { get; init; }

    /// <summary>The whole example as on the wire, its id among the columns. Text in it is not neutralised.</summary>
    public required JsonElement Json { get; init; }

    internal static DatasetExample Read(JsonElement example) => new() { Id = AnswerReader.Read<ExampleDocument>(example, "dataset example").Id, Json = example };
}

/// <summary>What every example has on the wire.</summary>
internal sealed record ExampleDocument(string Id);
