using System.Text.Json.Nodes;

namespace Arize.Build.Gates.Uploads;

/// <summary>One line of a results file that can be logged.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="ExampleId">The example that it answers.</param>
/// <param name="Row">The row as it is sent.</param>
internal sealed record ResultLine(int Line, string ExampleId, JsonObject Row);
