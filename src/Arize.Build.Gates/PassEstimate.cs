namespace Arize.Build.Gates;

/// <summary>How often an identical model passes a gate, estimated by exchanging candidate and baseline example by example.</summary>
public sealed record PassEstimate
{
    /// <summary>Below this share the gate stops innocent releases too often.</summary>
    public const double Enough = 0.8;

    /// <summary>The share of exchanges that passed.</summary>
    public required double Share { get; init; }

    /// <summary>How many exchanges were judged.</summary>
    public required int Exchanges { get; init; }

    /// <summary>True if the gate could be repeated: this is the share that passes without that.</summary>
    public bool BeforeRepeats { get; init; }

    /// <summary>The comparison that stopped most of them; null if the share is enough, or no comparison did.</summary>
    public Criterion? Narrowest { get; init; }

    /// <summary>The kind of numbers of that comparison.</summary>
    public Scale? Scale { get; init; }

    /// <summary>The tolerance with which that comparison would pass four of five times.</summary>
    public double? Tolerance { get; init; }

    /// <summary>About how many examples would do the same; null if no number would.</summary>
    public int? Examples { get; init; }

    /// <summary>About how many runs of each example would do the same, if the noise is that of model and judge alone; null if more than ten.</summary>
    public int? Repeats { get; init; }
}
