namespace Arize.Build.Gates.Verdicts;

/// <summary>What is asked of a metric. The direction lies in the verb, so it cannot be set the wrong way round.</summary>
public enum Verb
{
    /// <summary>Higher is better, and it must reach the limit.</summary>
    AtLeast,

    /// <summary>Lower is better, and it must not exceed the limit.</summary>
    AtMost,

    /// <summary>Higher is better, and it may be lower than the baseline's by the limit.</summary>
    MayDropBy,

    /// <summary>Lower is better, and it may be higher than the baseline's by the limit.</summary>
    MayRiseBy,
}
