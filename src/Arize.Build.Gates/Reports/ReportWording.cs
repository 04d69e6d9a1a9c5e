using System.Globalization;
using Arize.Build.Client;
using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Gates.Reports;

/// <summary>What the reports say in words, the same in each of them.</summary>
internal static class ReportWording
{
    /// <summary>What an override does, before the override itself.</summary>
    public const string OverrideTitle = "OVERRIDE: the release goes out in spite of the verdict.";

    /// <summary>The verdict in a word or two.</summary>
    public static string Headline(GateReport report) => CriterionText.Headline(report.Outcome, report.Passed, Warned(report) > 0);

    /// <summary>Why, in one sentence of counts: how many criteria, what broke, and the number that decides.</summary>
    public static string Why(GateReport report)
    {
        if (report.Diagnostics.Count > 0)
            return report.Diagnostics[0].Message;
        if (report.Criteria.Count == 0)
            return "The run completed, with no more errors than allowed.";
        var of = report.Criteria.Count;
        if (report.Outcome == Outcome.Pass)
        {
            var holding = of - Warned(report);
            var shown = report.Criteria.Select(c => c.Verdict).FirstOrDefault(c => c.Baseline is not null);
            var numbers = shown is null ? "" : $": {(Broken(shown) is { } changed ? changed + "; " : "")}{Numbers(shown)}";
            return Warned(report) > 0 ? $"{holding} of {NumberFormat.Count(of, "criterion", "criteria")} hold; what does not hold only warns, or is waived."
                : of == 1 ? $"Its criterion holds: {Numbers(report.Criteria[0].Verdict)}." : $"{(of == 2 ? "Both" : $"All {of}")} criteria hold{numbers}.";
        }
        CriterionVerdict[] worst = [.. report.Criteria.Select(c => c.Verdict).Where(c => c.Outcome == report.Outcome)];
        var deciding = worst.FirstOrDefault(c => c.Broke > 0 && c.Scale == Scale.Binary) ?? worst.FirstOrDefault(c => c.Broke > 0) ?? worst.FirstOrDefault();
        if (deciding is null)
            return "It cannot be judged.";
        var count = of == 1 ? "The criterion" : $"{worst.Length} of {of} criteria";
        var did = report.Outcome switch { Outcome.Fail => "failed", Outcome.Inconclusive => worst.Length == 1 ? "is inconclusive" : "are inconclusive", _ => "cannot be judged" };
        return report.Outcome == Outcome.Error ? $"{count} {did}: {deciding.Sentence}"
            : $"{count} {did}: {(Broken(deciding) is { } broken ? broken + "; " : "")}{Numbers(deciding)}.";
    }

    /// <summary>What changed, as counts of answers: "34 answers broke, 8 were fixed"; null if nothing is known to have changed.</summary>
    public static string? Broken(CriterionVerdict verdict) => verdict is not { Broke: { } broke, Fixed: { } better } || broke + better == 0 ? null
        : verdict.Scale == Scale.Binary
            ? $"{NumberFormat.Count(broke, "answer")} broke, {None(better)} {(better <= 1 ? "was" : "were")} fixed"
            : $"{NumberFormat.Count(broke, "answer")} got worse, {None(better)} got better";

    static string None(int count) => count == 0 ? "none" : count.ToString(CultureInfo.InvariantCulture);

    /// <summary>The numbers that decide: "correctness 0.94 → 0.81, allowed 0.92" or "correctness 0.81, required at least 0.90".</summary>
    public static string Numbers(CriterionVerdict verdict)
    {
        var title = RemoteText.OneLine(CriterionText.Title(verdict.Criterion), 100);
        if (verdict is not { Value: { } value, Baseline: { } baseline } || !verdict.Criterion.IsComparison)
            return $"{title} {Values(verdict).Value}, required {Asked(verdict)}";
        var (before, after) = NumberFormat.Apart(baseline, value);
        // The median of the changes is no difference of medians, so the line is given as a change.
        if (verdict.Method == StatisticalMethod.MedianChange || verdict.Allowed is not { } allowed)
            return $"{title} {before} → {after}, {Asked(verdict)}";
        var line = baseline + (verdict.Criterion.HigherIsBetter ? -allowed : allowed);
        return $"{title} {before} → {after}, allowed {NumberFormat.Apart(line, value).First}";
    }

    /// <summary>What is required: "at least 0.90", "may drop by 2 points". A limit has the decimals of the value beside it.</summary>
    public static string Asked(CriterionVerdict verdict) => verdict is { Criterion: { IsComparison: false } criterion, Value: { } value } && double.IsFinite(value)
        ? $"{criterion.Operator.Info().Words} {NumberFormat.Against(value, criterion.Limit).Limit}"
        : CriterionText.Required(verdict.Criterion, verdict.Scale);

    /// <summary>Who scored, where it was not the service's evaluators; null where it was.</summary>
    public static string? Scorer(CriterionVerdict verdict) => verdict.ScoredByBuild ? "scored by this build" : null;

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

    /// <summary>The candidate's number, and the baseline's if there is one, never rounded to look alike.</summary>
    public static (string Value, string? Baseline) Values(CriterionVerdict criterion)
    {
        if (criterion.Value is not { } value)
            return ("–", null);
        var (first, second) = criterion.Baseline is { } baseline ? NumberFormat.Apart(value, baseline) : NumberFormat.Against(value, criterion.Criterion.Limit);
        return (first, criterion.Baseline is null ? null : second);
    }

    /// <summary>The interval; an end that the data do not bound is printed as "no bound".</summary>
    public static string? Interval(CriterionVerdict criterion) => criterion.Interval is not { } interval ? null
        : criterion.Criterion.IsComparison ? $"{Bare(interval.Low, criterion.Scale)} to {Signed(interval.High, criterion.Scale)}"
        : Ends(interval);

    /// <summary>An interval of a value.</summary>
    public static string Ends(Interval interval) => $"{End(interval.Low)} to {End(interval.High)}";

    /// <summary>A difference with its sign; percentage points on scales from 0 to 1.</summary>
    public static string Signed(double difference, Scale? scale) => !double.IsFinite(difference) ? "no bound"
        : Sign(difference) + NumberFormat.Difference(Math.Abs(difference), scale);

    static string Bare(double difference, Scale? scale) => !double.IsFinite(difference) ? "no bound" : Sign(difference) + NumberFormat.Bare(Math.Abs(difference), scale);

    static string Sign(double difference) => difference > 0 ? "+" : difference < 0 ? "−" : "";

    /// <summary>What is released: project and version, branch, commit, model.</summary>
    public static IReadOnlyList<string> Released(GateReport report) =>
    [
        .. new[]
        {
            report.Project is { } project ? RemoteText.OneLine(project, 100) + (report.ProjectVersion is { } version ? $" {RemoteText.OneLine(version, 60)}" : "") : null,
            report.Branch is { } branch ? RemoteText.OneLine(branch, 100) : null,
            report.Commit is { } commit ? RemoteText.OneLine(commit.Length > 7 ? commit[..7] : commit, 7) : null,
            report.Model is { } model ? RemoteText.OneLine(model, 100) : null,
        }.OfType<string>(),
    ];

    /// <summary>Facts of the judgement in one line.</summary>
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

    /// <summary>A moment as people read it.</summary>
    public static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    static string End(double end) => double.IsFinite(end) ? NumberFormat.Value(end) : "no bound";

    static int Warned(GateReport report) => report.Criteria.Count(c => c.Verdict.Outcome == Outcome.Warn);
}
