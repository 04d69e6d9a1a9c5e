
namespace Arize.Build.Gates;

/// <summary>A slice of a criterion's examples.</summary>
public sealed record SliceVerdict
{
    /// <summary>The value of the field. Not neutralised.</summary>
    public required string Name { get; init; }

    /// <summary>Examples, or pairs, in it.</summary>
    public required int Examples { get; init; }

    /// <summary>False if it has fewer examples than the slice rule asks for: then it is only listed.</summary>
    public required bool IsJudged { get; init; }

    /// <summary>True if it fails.</summary>
    public bool Fails { get; init; }

    /// <summary>The candidate's number.</summary>
    public double? Value { get; init; }

    /// <summary>The baseline's number.</summary>
    public double? Baseline { get; init; }

    /// <summary>The interval, as for the criterion.</summary>
    public Interval? Interval { get; init; }
}
