using System.Globalization;
using Arize.Build.Client;
using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Gates.Reports;

/// <summary>What the reports say in words, the same in each of them.</summary>
internal static class ReportWording
{
    /// <summary>The verdict in a word or two.</summary>
    public static string Headline(GateReport report) => report.Outcome switch
    {
        Outcome.Pass => Warned(report) > 0 ? "Passed, with warnings" : "Passed",
        Outcome.Inconclusive => report.Passed ? "Inconclusive, let through" : "Inconclusive",
        Outcome.Fail => "Blocked",
        _ => "Could not be judged",
    };

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

    /// <summary>What a criterion came to, in a word.</summary>
    public static string Word(CriterionVerdict criterion) => criterion.Waiver is not null ? "waived" : criterion.Outcome switch
    {
        Outcome.Pass => "passed",
        Outcome.Warn => "warning",
        Outcome.Inconclusive => "inconclusive",
        Outcome.Fail => "blocked",
        _ => "not judged",
    };

    /// <summary>What was asked: "at least 0.9", "may drop by 2 points".</summary>
    public static string Asked(Criterion criterion, Scale? scale) =>
        $"{criterion.Operator.Info().Words} {(criterion.IsComparison ? NumberFormat.Allowed(criterion.Limit, scale) : NumberFormat.Limit(criterion.Limit))}";

    /// <summary>The candidate's number, and the baseline's where there is one, never rounded to look alike.</summary>
    public static (string Value, string? Baseline) Values(CriterionVerdict criterion)
    {
        if (criterion.Value is not { } value)
            return ("–", null);
        var (first, second) = criterion.Baseline is { } baseline ? NumberFormat.Apart(value, baseline) : NumberFormat.Against(value, criterion.Criterion.Limit);
        return (first, criterion.Baseline is null ? null : second);
    }

    /// <summary>The interval; an end that the data do not bound is said to be none.</summary>
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

    /// <summary>The changes in words: "18 broke, 1 fixed".</summary>
    public static string? Changes(CriterionVerdict criterion) => criterion is { Broke: { } broke, Fixed: { } @fixed }
        ? string.Create(CultureInfo.InvariantCulture, $"{broke} {(criterion.Scale == Scale.Binary ? "broke" : "worse")}, {@fixed} {(criterion.Scale == Scale.Binary ? "fixed" : "better")}")
        : null;

    static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    static string End(double end) => double.IsFinite(end) ? NumberFormat.Value(end) : "no bound";

    static int Warned(GateReport report) => report.Criteria.Count(c => c.Verdict.Outcome == Outcome.Warn);
}
