using Arize.Build.Client;
using Arize.Build.Gates.Runs;

namespace Arize.Build.Gates;

/// <summary>A gate over one run of an existing task: it must complete, with few enough errors.</summary>
internal sealed record RunGateRequest
{
    /// <summary>The longest a gate waits where nothing is set: one hour, over all of its phases.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromHours(1);

    /// <summary>The gate's name.</summary>
    public required string Name { get; init; }

    /// <summary>The run to trigger.</summary>
    public required TriggerRunRequest Trigger { get; init; }

    /// <summary>How long all of it may take. Default: 1 h.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>The time between two looks at the run; null takes the client's schedule.</summary>
    public TimeSpan? PollInterval { get; init; }

    /// <summary>What becomes of a run that does not end in time. Default: it is cancelled.</summary>
    public OnTimeout OnTimeout { get; init; }

    /// <summary>How many errors are allowed. Default: none.</summary>
    public RunLimits Limits { get; init; } = new();

    /// <summary>The folder of the gate's record, an absolute path.</summary>
    public required string Record { get; init; }

    /// <summary>The project that is built.</summary>
    public string? Project { get; init; }

    /// <summary>This build (see <see cref="CiBuild.Identity"/>).</summary>
    public string? Build { get; init; }

    /// <summary>The commit that is built (see <see cref="SourceCommit"/>).</summary>
    public string? Commit { get; init; }

    /// <summary>The gate's hash (see <see cref="GatePlan.Hash"/>).</summary>
    public string? Hash { get; init; }

    /// <summary>The file to which a summary of the CI step is added (GitHub's <c>GITHUB_STEP_SUMMARY</c>); null for none.</summary>
    public string? StepSummary { get; init; }

    /// <summary>Where Arize's pages are; null prints no links.</summary>
    public UiLinks? Links { get; init; }
}
