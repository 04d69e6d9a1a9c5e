
namespace Arize.Build.Gates.Verdicts;

/// <summary>
/// A measured number and its interval at any error. Of a comparison the number is a gain: above 0 is better, whichever way the metric runs; with a relative tolerance it is the gain over what
/// is allowed, so that the line is 0.
/// </summary>
internal sealed record Estimate
{
    public required StatisticalMethod Method { get; init; }

    /// <summary>The measured number that is held against the line.</summary>
    public required double Value { get; init; }

    /// <summary>The interval with this error at each end; null if the statistic has none.</summary>
    public Func<double, Interval>? At { get; init; }

    /// <summary>Of two samples, the interval of each with this error at each end: the candidate's, then the baseline's. For a picture; the interval of the change decides.</summary>
    public Func<double, (Interval Mine, Interval Theirs)>? Sides { get; init; }

    /// <summary>Examples, pairs or rows.</summary>
    public required int N { get; init; }

    public int? Clusters { get; init; }

    /// <summary>The candidate's own number.</summary>
    public required double Candidate { get; init; }

    /// <summary>The baseline's own number, in a comparison.</summary>
    public double? Baseline { get; init; }

    /// <summary>The allowed change without its sign.</summary>
    public double Allowed { get; init; }

    /// <summary>The gain that just passes, negated: the allowed change, or 0 if the tolerance is relative and lies in the number already.</summary>
    public double Line { get; init; }

    /// <summary>True if the number is what a mean of differences over pairs has, so that the drop that passes can be calculated.</summary>
    public double? StandardError { get; init; }

    /// <summary>The sum of squares of the paired differences.</summary>
    public double? Squares { get; init; }

    public int? Worse { get; init; }

    public int? Better { get; init; }

    /// <summary>The place among the pairs of the one that carries more than half of the spread; null if none does.</summary>
    public int? Dominating { get; init; }

    /// <summary>How many examples the interval needs to have both ends, by the error of each.</summary>
    public Func<double, int>? Needs { get; init; }
}
