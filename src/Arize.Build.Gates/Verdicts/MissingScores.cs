namespace Arize.Build.Gates.Verdicts;

/// <summary>What a row without a score counts as.</summary>
internal enum MissingScores
{
    /// <summary>Nothing: what was measured.</summary>
    LeftOut,

    /// <summary>The worst for the candidate: its own are the worst value, the baseline's the best.</summary>
    AtWorst,

    /// <summary>The best for the candidate.</summary>
    AtBest,
}
