using Arize.Build.Client;
using Arize.Build.Gates.Builds;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Gates.Runs;

/// <summary>Whose record it is: the gate of one build, or a single step.</summary>
internal sealed record RecordOwner
{
    /// <summary>How long a run that is left to a later build may wait for it.</summary>
    static readonly TimeSpan LongestHandover = TimeSpan.FromDays(1);

    /// <summary>The gate, or the name of the single step.</summary>
    public required string Gate { get; init; }

    /// <summary>The project that is built; part of the names of experiments.</summary>
    public string? Project { get; init; }

    /// <summary>The build that made the record (see <see cref="CiBuild.Identity"/>); null if it has no identity, and then no other build continues it.</summary>
    public string? Build { get; init; }

    /// <summary>The commit that was built (see <see cref="SourceCommit"/>); null if it is not known.</summary>
    public string? Commit { get; init; }

    /// <summary>True if ArizeGateStart made the record for a later build of the same commit to judge.</summary>
    public bool ForLater { get; init; }

    /// <summary>The service's origin.</summary>
    public required string Service { get; init; }

    /// <summary>True if a record of this owner is continued by another step: one of the same build, or a later build of the same commit.</summary>
    /// <param name="step">The step that finds the record.</param>
    /// <param name="age">How old the record is.</param>
    public bool IsContinuedBy(RecordOwner step, TimeSpan age) => Service == step.Service
        && (Build is not null && Build == step.Build || ForLater && !step.ForLater && Commit is not null && Commit == step.Commit && age < LongestHandover);

    /// <summary>The gate of a build.</summary>
    public static RecordOwner Of(string gate, GateContext context, ArizeClient arize, bool forLater = false) => new()
    {
        Gate = gate,
        Project = context.Project,
        Build = context.Build,
        Commit = context.Commit,
        ForLater = forLater,
        Service = arize.Service,
    };
}
