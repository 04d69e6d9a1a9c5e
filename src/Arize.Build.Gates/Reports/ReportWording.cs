using System.Globalization;
using Arize.Build.Client;
using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Gates.Reports;

/// <summary>What the reports say in words, the same in each of them.</summary>
internal static class ReportWording
{
    /// <summary>The verdict in a word or two.</summary>
    public static string Headline(GateReport report) => CriterionText.Headline(report.Outcome, report.Passed, Warned(report) > 0);

    /// <summary>One sentence that says why.</summary>
    public static string Why(GateReport report)
    {
        if (report.Diagnostics.Count > 0)
            return report.Diagnostics[0].Message;
        if (report.Criteria.FirstOrDefault(c => c.Verdict.Outcome == report.Outcome && report.Outcome != Outcome.Pass) is { } first)
        {
            var alike = report.Criteria.Count(c => c.Verdict.Outcome == report.Outcome) - 1;
            return first.Verdict.Sentence + (alike == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" And {alike} other{(alike == 1 ? "" : "s")}."));
        }
        if (report.Criteria.Count == 0)
            return "The run completed, with no more errors than allowed.";
        var holding = report.Criteria.Count - Warned(report);
        return Warned(report) > 0 ? string.Create(CultureInfo.InvariantCulture, $"{holding} of {NumberFormat.Count(report.Criteria.Count, "criterion", "criteria")} hold; what does not only warns, or is waived.")
            : report.Criteria.Count == 1 ? "Its criterion holds." : string.Create(CultureInfo.InvariantCulture, $"All {report.Criteria.Count} criteria hold.");
    }

    /// <summary>What is required: "at least 0.9", "may drop by 2 points".</summary>
    public static string Asked(Criterion criterion, Scale? scale) => CriterionText.Required(criterion, scale);

    /// <summary>How often an identical model passes, and what would help; null if it is not known.</summary>
    public static string? IdenticalModel(PassEstimate? estimate)
    {
        if (estimate is null)
            return null;
        var text = $"An identical model passes this gate about {NumberFormat.Percent(Math.Round(estimate.Share, 2))} of the time{(estimate.BeforeRepeats ? ", further runs not counted" : "")}.";
        if (estimate.Narrowest is not { } criterion)
            return text;
        string?[] help =
        [
            estimate.Tolerance is { } tolerance ? $"{criterion.Operator.Key()} {NumberFormat.Limit(tolerance)}" : null,
            estimate.Examples is { } examples ? $"about {NumberFormat.Count(examples, "example")}" : null,
            estimate.Repeats is { } repeats ? $"{NumberFormat.Count(repeats, "run")} of each example" : null,
        ];
        var known = string.Join(", ", help.OfType<string>());
        return known.Length == 0 ? text : $"{text} For four of five, {RemoteText.OneLine(CriterionText.Title(criterion), 100)} needs one of: {known}.";
    }

    /// <summary>The true drop that passes with a chance of 20 %; null if it is not known.</summary>
    public static string? DropThatPasses(CriterionVerdict verdict) => verdict.DropThatPasses is not { } drop || !double.IsFinite(drop) ? null
        : (verdict.DropIsRough ? "about " : "") + NumberFormat.Difference(drop, verdict.Scale);

    /// <summary>What <see cref="DropThatPasses"/> is. A gate that may be repeated lets it pass a little more often.</summary>
    public static string DropLabel(CriterionVerdict verdict) => (verdict.Criterion.HigherIsBetter ? "Drop" : "Rise") + " that passes "
        + (verdict.Error < 0.99 * (1 - verdict.Criterion.Confidence) ? "about once in four" : "once in five");

    /// <summary>The times that the gate was judged; null if it is judged once in any case.</summary>
    public static string? Looks(IReadOnlyList<GateLook> looks) => looks.Count == 0 ? null
        : $"Judged {string.Join(", ", looks.Select(l => $"after {NumberFormat.Count(l.Runs, "run")}: {l.Outcome.ToString().ToLowerInvariant()}"))}.";

    /// <summary>How the interval was made, in words.</summary>
    public static string? Method(StatisticalMethod? method) => method switch
    {
        null => null,
        StatisticalMethod.Wilson => "Wilson interval",
        StatisticalMethod.ClopperPearson => "exact (Clopper-Pearson) interval",
        StatisticalMethod.BoundedMean => "interval of a bounded mean",
        StatisticalMethod.StudentT => "t interval",
        StatisticalMethod.Tango => "Tango interval of paired shares",
        StatisticalMethod.PlusZSquared => "paired t interval of bounded differences",
        StatisticalMethod.PairedT => "paired t interval",
        StatisticalMethod.OrderStatistics => "order statistics",
        StatisticalMethod.MedianChange => "order statistics of the paired differences",
        StatisticalMethod.UnpairedBounded => "interval of two samples of bounded scores",
        StatisticalMethod.Welch => "Welch's interval of two samples",
        StatisticalMethod.BoundedClusters => "interval of clusters of bounded scores",
        StatisticalMethod.UnboundedClusters => "interval of clusters (CR1)",
        StatisticalMethod.Counter => "counter of the run",
        _ => "no interval",
    };

    /// <summary>The candidate's number, and the baseline's where there is one, never rounded to look alike.</summary>
    public static (string Value, string? Baseline) Values(CriterionVerdict criterion)
    {
        if (criterion.Value is not { } value)
            return ("–", null);
        var (first, second) = criterion.Baseline is { } baseline ? NumberFormat.Apart(value, baseline) : NumberFormat.Against(value, criterion.Criterion.Limit);
        return (first, criterion.Baseline is null ? null : second);
    }

    /// <summary>The interval; an end that the data do not bound is printed as "no bound".</summary>
    public static string? Interval(CriterionVerdict criterion) => criterion.Interval is not { } interval ? null
        : criterion.Criterion.IsComparison ? $"{Signed(interval.Low, criterion.Scale)} to {Signed(interval.High, criterion.Scale)}"
        : $"{End(interval.Low)} to {End(interval.High)}";

    /// <summary>A difference with its sign; percentage points on scales from 0 to 1.</summary>
    public static string Signed(double difference, Scale? scale) => !double.IsFinite(difference) ? "no bound"
        : (difference > 0 ? "+" : difference < 0 ? "−" : "") + NumberFormat.Difference(Math.Abs(difference), scale);

    /// <summary>Facts of the whole gate in one line.</summary>
    public static string Context(GateReport report) => string.Join(" · ", new[]
    {
        report.Examples > 0 ? NumberFormat.Count(report.Examples, "example") : null,
        report.Baseline is { } baseline ? $"against {RemoteText.OneLine(baseline, 100)}" : null,
        report.ReusedFrom is { } made ? $"experiment reused, made {Moment(made)}" : null,
        Moment(report.JudgedAt),
        $"in {Duration.Show(report.Elapsed)}",
    }.OfType<string>());

    /// <summary>The changes in words: "18 broke, 1 was fixed".</summary>
    public static string? Changes(CriterionVerdict criterion) => CriterionText.Changes(criterion);

    static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    static string End(double end) => double.IsFinite(end) ? NumberFormat.Value(end) : "no bound";

    static int Warned(GateReport report) => report.Criteria.Count(c => c.Verdict.Outcome == Outcome.Warn);
}
