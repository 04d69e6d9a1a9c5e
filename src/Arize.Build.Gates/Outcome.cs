namespace Arize.Build.Gates;

/// <summary>The outcome of a criterion, or of a whole gate. The worst one of its criteria decides for a gate; the order here is that order.</summary>
public enum Outcome
{
    /// <summary>Good enough.</summary>
    Pass,

    /// <summary>Not good enough, by a criterion that only warns. Criteria only: a gate with warnings passes.</summary>
    Warn,

    /// <summary>The data do not show it either way. Blocks, unless the gate file says otherwise.</summary>
    Inconclusive,

    /// <summary>Not good enough.</summary>
    Fail,

    /// <summary>Cannot be judged: there is no evidence, or none that may be used. Never a pass.</summary>
    Error,
}
