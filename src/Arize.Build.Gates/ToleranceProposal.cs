
namespace Arize.Build.Gates;

/// <summary>A limit that records of one model would have met, but for one in twenty.</summary>
/// <param name="Criterion">The criterion.</param>
/// <param name="Limit">The limit, or the tolerance, that is proposed.</param>
/// <param name="Reason">What it rests on, in one line.</param>
public sealed record ToleranceProposal(Criterion Criterion, double Limit, string Reason);
