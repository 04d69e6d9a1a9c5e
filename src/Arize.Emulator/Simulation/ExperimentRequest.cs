using Arize.Emulator.State;

namespace Arize.Emulator.Simulation;

/// <summary>A trigger of a RUN_EXPERIMENT task, checked.</summary>
/// <param name="Name">Name of the experiment.</param>
sealed record ExperimentRequest(string Name)
{
    /// <summary>Null for the latest.</summary>
    public DatasetVersion? Version { get; init; }

    /// <summary>Null for all.</summary>
    public IReadOnlyList<string>? ExampleIds { get; init; }

    /// <summary>Null for all.</summary>
    public int? MaxExamples { get; init; }

    public QueryFilter? Filter { get; init; }

    public bool Traced { get; init; }

    /// <summary>Simulated model instead of the configuration's; only a scenario says so.</summary>
    public string? Model { get; init; }

    public IReadOnlyList<string> EvaluationTaskIds { get; init; } = [];

    /// <summary>The examples to run, in dataset order.</summary>
    public IEnumerable<Example> Choose(IEnumerable<Example> examples) =>
        examples
            .Where(example => ExampleIds?.Contains(example.Id) ?? true)
            .Where(example => Filter?.Matches(example) ?? true)
            .Take(MaxExamples ?? int.MaxValue);
}
