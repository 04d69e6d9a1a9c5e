namespace Arize.Emulator;

/// <summary>An evaluator: what the API shows of it, and how the emulator scores a row with it.</summary>
public sealed class ScenarioEvaluator : ScenarioEntry
{
    /// <summary><c>TEMPLATE</c> (the default: an LLM judge by its looks) or <c>CODE</c>.</summary>
    public string Type { get; set; } = "TEMPLATE";

    /// <summary>For people; null for none.</summary>
    public string? Description { get; set; }

    /// <summary>Whether a CODE evaluator is custom code. A task takes one such evaluator at most. Default false.</summary>
    public bool Custom { get; set; }

    /// <summary>What it computes. Default <see cref="EvaluatorKind.Contains"/>.</summary>
    public EvaluatorKind Kind { get; set; } = EvaluatorKind.Contains;

    /// <summary>For <see cref="EvaluatorKind.TokenF1"/>: scores 1 from here up, else 0; null, the default, keeps the F1.</summary>
    public double? Threshold { get; set; }

    /// <summary>Label of a score from 0.5 up; null for no label.</summary>
    public string? GoodLabel { get; set; }

    /// <summary>Label of a score below 0.5; null for no label.</summary>
    public string? BadLabel { get; set; }

    /// <summary>For <see cref="EvaluatorKind.Number"/>: name of the column or field. Default <c>latency_ms</c>.</summary>
    public string Field { get; set; } = "latency_ms";

    /// <summary>Column with the reference; null, the default, is the dataset's.</summary>
    public string? Reference { get; set; }

    /// <summary>For <see cref="EvaluatorKind.Data"/>: the score by experiment name or model name, then by example id.</summary>
    public Dictionary<string, Dictionary<string, double>> Scores { get; set; } = [];

    /// <summary>Commit messages of its versions, oldest first. Default one.</summary>
    public List<string> Versions { get; set; } = ["First version"];
}
