using Arize.Build.Client;

namespace Arize.Build.Gates.Records;

/// <summary>What differs between two verdicts that are alike: ids, times, machine. It stands apart in <c>meta</c>.</summary>
internal sealed record VerdictMeta
{
    public required string Service { get; init; }
    public required DateTimeOffset JudgedAt { get; init; }
    public required TimeSpan Elapsed { get; init; }
    public string? Build { get; init; }
    public string? Commit { get; init; }
    public string? Branch { get; init; }

    /// <summary>The page of the build at its CI system.</summary>
    public string? BuildPage { get; init; }

    public string? Project { get; init; }

    /// <summary>The version of the project that is released.</summary>
    public string? ProjectVersion { get; init; }

    public string? TaskName { get; init; }
    public string? Model { get; init; }

    public string? SourceChanges { get; init; }
    public string? GateHash { get; init; }
    public TaskRun? Run { get; init; }

    /// <summary>The run's id, also if it did not end.</summary>
    public string? RunId { get; init; }

    public string? ExperimentId { get; init; }
    public string? ExperimentName { get; init; }
    public bool Reused { get; init; }

    /// <summary>When a reused experiment was made: a verdict is no younger than what it judges.</summary>
    public DateTimeOffset? ReusedFrom { get; init; }

    public string? DatasetId { get; init; }
    public string? DatasetVersionId { get; init; }
    public BaselineUsed? Baseline { get; init; }

    /// <summary>The runs after the first one.</summary>
    public IReadOnlyList<RepeatDocument> Repeats { get; init; } = [];

    public MetaDocument ToDocument() => new()
    {
        Version = typeof(VerdictMeta).Assembly.GetName().Version?.ToString(3),
        JudgedAt = VerdictFile.Time(JudgedAt),
        ElapsedSeconds = Math.Round(Elapsed.TotalSeconds, 1),
        Service = Service,
        Build = Build,
        Commit = Commit,
        Branch = Branch,
        BuildPage = BuildPage,
        Project = Project,
        ProjectVersion = ProjectVersion,
        Task = TaskName,
        Model = Model,
        SourceChanges = SourceChanges,
        GateHash = GateHash,
        RunId = Run?.Id ?? RunId,
        RunStatus = Run?.StatusText,
        ExperimentId = ExperimentId,
        ExperimentName = ExperimentName,
        Reused = Reused,
        ReusedFrom = ReusedFrom is { } made ? VerdictFile.Time(made) : null,
        DatasetId = DatasetId,
        DatasetVersionId = DatasetVersionId,
        Repeats = Repeats,
        BaselineName = Baseline?.Name,
        BaselineExperimentId = Baseline?.ExperimentId,
        BaselineDatasetVersionId = Baseline?.DatasetVersionId,
        Sha256 = null,
    };
}
