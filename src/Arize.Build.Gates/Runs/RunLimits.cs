namespace Arize.Build.Gates.Runs;

/// <summary>How many of a run's items may have failed.</summary>
/// <param name="MaxErrors">The maximum number of errors. Null: 0 if <paramref name="MaxErrorRate"/> is not set either, else no limit.</param>
/// <param name="MaxErrorRate">The maximum share of errors (0 to 1) in successes + errors. Null: no limit. If both are set, both apply.</param>
internal sealed record RunLimits(int? MaxErrors = null, double? MaxErrorRate = null)
{
    /// <summary>No limit.</summary>
    internal static readonly RunLimits None = new(int.MaxValue, 1);
}
