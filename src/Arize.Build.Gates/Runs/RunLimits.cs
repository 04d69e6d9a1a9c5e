namespace Arize.Build.Gates.Runs;

/// <summary>How many of a run's items may have failed.</summary>
/// <param name="MaxErrors">The most errors. Null: 0 where <paramref name="MaxErrorRate"/> is not set either, else no limit.</param>
/// <param name="MaxErrorRate">The most errors, as a share (0 to 1) of successes + errors. Null: no limit. With both, both hold.</param>
public sealed record RunLimits(int? MaxErrors = null, double? MaxErrorRate = null);
