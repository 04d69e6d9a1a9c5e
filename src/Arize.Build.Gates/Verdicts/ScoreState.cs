namespace Arize.Build.Gates.Verdicts;

/// <summary>What a row has of a metric.</summary>
internal enum ScoreState : byte
{
    /// <summary>A number.</summary>
    Scored,

    /// <summary>Nothing, and no error either.</summary>
    Missing,

    /// <summary>Nothing, as most spans of production traffic that is evaluated in samples.</summary>
    Unscored,

    /// <summary>An error.</summary>
    Failed,

    /// <summary>Something that is not a finite number.</summary>
    NotANumber,
}
