namespace Arize.Build.Client;

/// <summary>One row of an experiment: the output for one example, and its evaluations. The API calls it an experiment run.</summary>
public sealed record ExperimentRow
{
    /// <summary>The row's id.</summary>
    public required string Id { get; init; }

    /// <summary>The dataset's example; null for an experiment without a dataset.</summary>
    public string? ExampleId { get; init; }

    /// <summary>The output. Not neutralised.</summary>
    public string? Output { get; init; }

    /// <summary>What is kept of the output if texts were not asked for; null if there is no output.</summary>
    internal OutputDigest? Digest { get; init; }

    /// <summary>Text fields that were asked for by name; null if none was.</summary>
    internal IReadOnlyDictionary<string, string>? Fields { get; init; }

    /// <summary>Why there is no output; null if nothing failed. Not neutralised.</summary>
    public string? Error { get; init; }

    /// <summary>Evaluations by evaluator name, as evaluators wrote them.</summary>
    public IReadOnlyDictionary<string, Evaluation> Evaluations { get; init; } = new Dictionary<string, Evaluation>();

    /// <summary>Human annotations by name.</summary>
    public IReadOnlyDictionary<string, Evaluation> Annotations { get; init; } = new Dictionary<string, Evaluation>();

    /// <summary>Every other field that holds a number: latency, tokens, cost and whatever the service or the team adds.</summary>
    public IReadOnlyDictionary<string, double> Numbers { get; init; } = new Dictionary<string, double>();
}
