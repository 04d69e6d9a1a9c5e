using Arize.Build.Client;

namespace Arize.Build.Gates.GateFiles;

/// <summary>The run that a gate triggers.</summary>
internal sealed record RunSection
{
    /// <summary>The task: a name or an id.</summary>
    public required string Task { get; init; }

    /// <summary>What the task should do: it is made, or brought up to date, first. Null takes the task as it is.</summary>
    public RunConfiguration? Configuration { get; init; }

    /// <summary>The dataset of a task that is made.</summary>
    public string? Dataset { get; init; }

    /// <summary>The experiment's name; null makes one for each build.</summary>
    public string? Name { get; init; }

    /// <summary>The maximum number of examples.</summary>
    public int? MaxExamples { get; init; }

    /// <summary>The examples, by id.</summary>
    public IReadOnlyList<string>? ExampleIds { get; init; }

    /// <summary>The version of the dataset; null takes the latest.</summary>
    public string? DatasetVersion { get; init; }

    /// <summary>A filter over the examples.</summary>
    public string? Filter { get; init; }

    /// <summary>How many runs are made over the same examples. Default: 1.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>Text for the run's traces; any text turns tracing on.</summary>
    public IReadOnlyDictionary<string, string>? Tracing { get; init; }
}
