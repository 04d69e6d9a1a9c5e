namespace Arize.Build.Gates;

/// <summary>What decides about a floor or a ceiling.</summary>
public enum EvidenceRule
{
    /// <summary>The number itself. The default.</summary>
    Point,

    /// <summary>The bound of its interval on the bad side: the limit must be shown, not only reached. Written <c>lower-bound</c>.</summary>
    Bound,
}
