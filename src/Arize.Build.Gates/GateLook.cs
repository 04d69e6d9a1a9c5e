namespace Arize.Build.Gates;

/// <summary>One time that a gate was judged. A gate with <c>repeat</c> is judged again after each further run, each time with its share of the error.</summary>
public sealed record GateLook
{
    /// <summary>The runs over which each example was averaged.</summary>
    public required int Runs { get; init; }

    /// <summary>The outcome.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Why, for each criterion that was inconclusive.</summary>
    public IReadOnlyList<string> Open { get; init; } = [];
}
