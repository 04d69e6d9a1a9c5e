using System.Text.Json.Nodes;

namespace Arize.Emulator;

/// <summary>A dataset that exists from the start.</summary>
public sealed class ScenarioDataset : ScenarioEntry
{
    /// <summary>Column with the expected answer. Default <c>expected_answer</c>.</summary>
    public string Reference { get; set; } = "expected_answer";

    /// <summary>
    /// The examples: any columns; <c>id</c> is made when absent. In a file, <c>examplesFrom</c> names a JSON array to read instead.
    /// </summary>
    public List<JsonObject> Examples { get; set; } = [];

    /// <summary>Names of the versions, oldest first; all hold the same examples. Default one, <c>v1</c>.</summary>
    public List<string> Versions { get; set; } = ["v1"];
}
