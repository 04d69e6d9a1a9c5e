using System.Text.Json.Nodes;

namespace Arize.Build.Client;

/// <summary>The answer of the team's own application to one example of a dataset: one line of a results file.</summary>
public sealed record ApplicationResult
{
    /// <summary>The example's id, as the exported dataset has it.</summary>
    public required string ExampleId { get; init; }

    /// <summary>The output. An object is written as its JSON text. Null only with <see cref="Error"/>.</summary>
    public string? Output { get; init; }

    /// <summary>Why there is no output; null if nothing failed. The row then counts as failed.</summary>
    public string? Error { get; init; }

    /// <summary>The number of this answer, from 1, if each example is answered several times; null if it is answered once.</summary>
    public int? Repeat { get; init; }

    /// <summary>Scores that the build has computed itself, by evaluator name: each has a score, a label or both.</summary>
    public IReadOnlyDictionary<string, Evaluation> Evaluations { get; init; } = new Dictionary<string, Evaluation>();

    /// <summary>Any further fields, such as <c>latency_ms</c> or <c>cost_usd</c>. A number can be a criterion's metric.</summary>
    public JsonObject Fields { get; init; } = [];
}
