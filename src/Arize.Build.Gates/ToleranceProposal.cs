
namespace Arize.Build.Gates;

/// <summary>A limit that 19 of 20 records of one model would have met.</summary>
/// <param name="Criterion">The criterion.</param>
/// <param name="Limit">The limit, or the tolerance, that is proposed.</param>
/// <param name="Reason">Its basis, in one line.</param>
public sealed record ToleranceProposal(Criterion Criterion, double Limit, string Reason);
