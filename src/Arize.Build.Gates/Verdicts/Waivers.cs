namespace Arize.Build.Gates.Verdicts;

/// <summary>
/// Waivers over judged criteria. One that holds makes a failing or inconclusive criterion a warning. What cannot be judged stays an error: a waiver is a decision about a
/// number, and there is none.
/// </summary>
internal static class Waivers
{
    public static CriterionVerdict Apply(CriterionVerdict criterion, IReadOnlyList<Waiver> waivers, DateOnly today)
    {
        if (criterion.Outcome is not (Outcome.Fail or Outcome.Inconclusive) || waivers.FirstOrDefault(w => Holds(w, today) && w.Names(criterion.Criterion)) is not { } waiver)
            return criterion;
        return criterion with { Outcome = Outcome.Warn, Waiver = waiver };
    }

    /// <summary>What happened to each. Without criteria nothing was judged, and no waiver was needed.</summary>
    public static IReadOnlyList<WaiverUse> Used(IReadOnlyList<Waiver> waivers, IReadOnlyList<CriterionVerdict> criteria, DateOnly today) =>
        [.. waivers.Select(w => new WaiverUse(w, !Holds(w, today) ? WaiverState.Expired : criteria.Any(c => c.Waiver == w) ? WaiverState.Applied : WaiverState.Idle))];

    static bool Holds(Waiver waiver, DateOnly today) => today <= waiver.Expires;
}
