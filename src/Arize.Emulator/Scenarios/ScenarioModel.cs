namespace Arize.Emulator;

/// <summary>
/// A simulated model. What it answers follows from its seed and the example's id alone, so every run of it on the same examples gives the
/// same rows, on every machine; <see cref="Noise"/> makes the runs of a task differ from each other.
/// </summary>
public sealed class ScenarioModel : ScenarioTimeline
{
    /// <summary>Chance that an answer is right, 0 to 1. Default 0.9.</summary>
    public double Accuracy { get; set; } = 0.9;

    /// <summary>Chance that an item ends with an error instead of an answer, 0 to 1. Default 0.</summary>
    public double ErrorRate { get; set; }

    /// <summary>
    /// Share of examples drawn afresh in each run, 0 to 1, seeded by <see cref="Scenario.Seed"/>, the task and the number of its runs. Default 0: all runs alike. Two runs of a model with
    /// accuracy a differ in (1 - (1 - noise)²) · 2 a (1 - a) of the examples.
    /// </summary>
    public double Noise { get; set; }

    /// <summary>Mean of the rows' <c>latency_ms</c>. It does not slow anything down. Default 800 ms.</summary>
    public TimeSpan Latency { get; set; } = TimeSpan.FromMilliseconds(800);

    /// <summary>Price of 1000 tokens in US dollars, for the rows' <c>cost_usd</c>. Default 0.002.</summary>
    public double CostPer1000Tokens { get; set; } = 0.002;

    /// <summary>
    /// Seed of the draws; null, the default, is the model's name. Two models with one seed err on nested sets of examples.
    /// </summary>
    public string? Seed { get; set; }

    /// <summary>A fixed answer for every example instead of right and wrong ones; null, the default, for none.</summary>
    public string? Answer { get; set; }

    /// <summary>Text of an item's error.</summary>
    public string Error { get; set; } = "The model endpoint answered 503: overloaded, try again later.";
}
