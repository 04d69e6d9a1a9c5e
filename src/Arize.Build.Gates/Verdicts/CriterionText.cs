using System.Globalization;
using Arize.Build.Client;

namespace Arize.Build.Gates.Verdicts;

/// <summary>From the facts of a criterion's verdict to plain words. The only place that makes sentences of them.</summary>
internal static class CriterionText
{
    const int LongestSlice = 60;

    /// <summary>What is measured: "correctness", "p95 of latency_ms", "share of correctness >= 0.5".</summary>
    public static string Title(Criterion criterion) => criterion.Statistic switch
    {
        StatisticKind.Min => $"lowest {criterion.Metric}",
        StatisticKind.Max => $"highest {criterion.Metric}",
        StatisticKind.Median => $"median of {criterion.Metric}",
        StatisticKind.Percentile => $"p{criterion.Percentile?.ToString("0.###", CultureInfo.InvariantCulture)} of {criterion.Metric}",
        StatisticKind.PassRate => $"share of {criterion.Metric} >= {criterion.Cutoff?.ToString("0.######", CultureInfo.InvariantCulture)}",
        StatisticKind.PassAll => $"share of {criterion.Metric} >= {criterion.Cutoff?.ToString("0.######", CultureInfo.InvariantCulture)} in all runs",
        StatisticKind.LabelShare => $"share of {criterion.Metric} labelled {string.Join(" or ", criterion.Labels)}",
        StatisticKind.Sum when criterion.Metric == TrafficMetrics.Count => criterion.Metric,
        StatisticKind.Sum => $"sum of {criterion.Metric}",
        _ => criterion.Metric,
    };

    /// <summary>What is required: "at least 0.9", "may drop by 2 points", "may rise by 10 %".</summary>
    public static string Required(Criterion criterion, Scale? scale) => $"{criterion.Operator.Info().Words} {Limit(criterion, scale)}";

    static string Limit(Criterion criterion, Scale? scale) => criterion.IsRelative ? $"{NumberFormat.Limit(criterion.Limit * 100)} %"
        : criterion.IsComparison ? NumberFormat.Allowed(criterion.Limit, scale) : NumberFormat.Limit(criterion.Limit);

    /// <summary>The outcome of a gate: "Passed", "Failed", "Inconclusive" or "Error: cannot be judged".</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="passed">Whether the release may go on.</param>
    /// <param name="hasWarnings">Whether a criterion warns.</param>
    public static string Headline(Outcome outcome, bool passed, bool hasWarnings) => outcome switch
    {
        Outcome.Pass => hasWarnings ? "Passed, with warnings" : "Passed",
        Outcome.Inconclusive => passed ? "Inconclusive, let through" : "Inconclusive",
        Outcome.Fail => "Failed",
        _ => "Error: cannot be judged",
    };

    /// <summary>The outcome of a criterion: pass, fail, inconclusive, error, warn or waived.</summary>
    /// <param name="verdict">The criterion as judged.</param>
    public static string Word(CriterionVerdict verdict) => verdict.Waiver is not null ? "waived" : Word(verdict.Outcome);

    /// <summary>The outcome in a word, then why.</summary>
    public static string Reason(CriterionVerdict verdict) => verdict.Waiver is { } waiver
        ? $"Waived: {verdict.Sentence} {new WaiverUse(waiver, WaiverState.Applied)}"
        : $"{Lead(verdict)}: {verdict.Sentence}";

    static string Lead(CriterionVerdict verdict) => verdict.Outcome switch
    {
        Outcome.Pass => "Passed",
        Outcome.Error => "Cannot be judged",
        _ when !verdict.Criterion.IsBlocking => "Warning",
        Outcome.Fail => "Failed",
        Outcome.Inconclusive => "Inconclusive",
        _ => "Warning",
    };

    /// <summary>Why, without the outcome.</summary>
    public static string Sentence(CriterionVerdict verdict)
    {
        if (verdict.Finding == Finding.Problem)
            return verdict.Problem ?? "";
        if (verdict.Finding == Finding.NoBaseline)
            return $"{Title(verdict.Criterion)} was not compared: there is no baseline{(verdict.Outcome == Outcome.Pass ? " yet, and this run may become it" : "")}.";
        string?[] parts =
        [
            verdict.Criterion.IsComparison ? Comparison(verdict) : Threshold(verdict), Missing(verdict), Coverage(verdict), LeftOut(verdict), Conclusion(verdict), Slices(verdict), Dominating(verdict), More(verdict),
        ];
        return string.Join(' ', parts.OfType<string>());
    }

    /// <summary>What the numbers mean, without the numbers: for a report, which shows them beside it.</summary>
    public static string Explanation(CriterionVerdict verdict) => verdict.Finding is Finding.Problem or Finding.NoBaseline ? Sentence(verdict)
        : string.Join(' ', new[] { Missing(verdict), LeftOut(verdict), Conclusion(verdict), Slices(verdict), Dominating(verdict), More(verdict) }.OfType<string>());

    static string Comparison(CriterionVerdict verdict)
    {
        var criterion = verdict.Criterion;
        var (before, after) = NumberFormat.Apart(verdict.Baseline ?? double.NaN, verdict.Value ?? double.NaN);
        var changes = Changes(verdict) is { } text ? $": {text}" : "";
        var pairs = verdict.Method is StatisticalMethod.OrderStatistics ? NumberFormat.Count(verdict.Examples ?? 0, Row(verdict))
            : verdict.Broke is null ? NumberFormat.Count(verdict.Examples ?? 0, verdict.Noun) : NumberFormat.Count(verdict.Examples ?? 0, "paired example");
        var clusters = verdict.Clusters is { } count ? $" in {NumberFormat.Count(count, "cluster")}" : "";
        return $"{Title(criterion)} {before} -> {after} on {pairs}{clusters}{changes}. Change {Signed(verdict.Change, verdict.Scale)}{Interval(verdict)}, allowed {Allowed(verdict)}.";
    }

    static string Threshold(CriterionVerdict verdict)
    {
        var criterion = verdict.Criterion;
        var (value, limit) = NumberFormat.Against(verdict.Value ?? double.NaN, criterion.Limit);
        var isMet = verdict.Finding != Finding.LimitMissed && !(criterion.HigherIsBetter ? verdict.Value < criterion.Limit : verdict.Value > criterion.Limit);
        var relation = (criterion.HigherIsBetter, isMet) switch
        {
            (true, true) => "is at least",
            (true, false) => "is below",
            (false, true) => "is at most",
            (false, false) => "is above",
        };
        var thing = criterion.IsMean ? verdict.Noun : Row(verdict);
        var on = verdict.Examples is { } n ? $" on {NumberFormat.Count(n, thing)}{(verdict.Clusters is { } c ? $" in {NumberFormat.Count(c, "cluster")}" : "")}" : "";
        return $"{Title(criterion)} {value} {relation} {limit}{on}{Interval(verdict)}.";
    }

    /// <summary>The changes in words: "18 broke, 1 was fixed".</summary>
    public static string? Changes(CriterionVerdict verdict)
    {
        if (verdict is not { Broke: { } broke, Fixed: { } better })
            return null;
        if (broke + better == 0)
            return "none changed";
        var isBinary = verdict.Scale == Scale.Binary;
        return string.Create(CultureInfo.InvariantCulture, $"{broke} {(isBinary ? "broke" : "worse")}, {better} {(!isBinary ? "better" : better == 1 ? "was fixed" : "were fixed")}");
    }

    static string? Conclusion(CriterionVerdict verdict)
    {
        var drop = verdict.Criterion.HigherIsBetter ? "drop" : "rise";
        var isWorse = verdict.Change is { } change && (verdict.Criterion.HigherIsBetter ? change < 0 : change > 0);
        return verdict.Finding switch
        {
            Finding.ShownWithin when IsImprovement(verdict) => "An improvement.",
            Finding.ShownWithin => $"The interval rules out a larger {drop}.",
            Finding.Within => isWorse ? $"The measured {drop} is within the tolerance." : $"No {drop} was measured.",
            Finding.NotShown => $"Evidence is required, and the interval does not rule out a larger {drop}.",
            Finding.CouldBeChance => $"The measured {drop} exceeds the tolerance, but could be chance.",
            Finding.HeldBackByHolm => $"The whole interval is beyond the tolerance, but with {NumberFormat.Count(verdict.Family ?? 0, "comparison")} in this gate one such {drop} could be chance.",
            Finding.ShownBeyond => $"The whole interval is beyond the tolerance.",
            Finding.IdenticalOutputs => "Every output is identical to the baseline's.",
            Finding.TooFewExamples => $"That is too few {(verdict.Clusters is null ? $"{verdict.Noun}s" : "clusters")} for a decision.",
            Finding.LimitNotShown => "The value meets the limit, but its confidence bound does not.",
            Finding.MissingScoresDecide => $"With their worst scores the outcome is {Word(verdict.AtWorst)}, with their best {Word(verdict.AtBest)}.",
            _ => null,
        };
    }

    static bool IsImprovement(CriterionVerdict verdict) => verdict.Interval is { } interval && (verdict.Criterion.HigherIsBetter ? interval.Low > 0 : interval.High < 0);

    static string? Missing(CriterionVerdict verdict) => verdict.Missing == 0 ? null : $"{NumberFormat.Count(verdict.Missing, "row")} {(verdict.Missing == 1 ? "has" : "have")} no score.";

    static string? Coverage(CriterionVerdict verdict) => verdict is not { Coverage: { } mine } || mine == 1 && verdict.BaselineCoverage is null or 1 ? null
        : $"{NumberFormat.Percent(mine)} of the {verdict.Noun}s have a score{(verdict.BaselineCoverage is { } theirs ? $", {NumberFormat.Percent(theirs)} in the baseline" : "")}.";

    static string Row(CriterionVerdict verdict) => verdict.Coverage is null ? "row" : verdict.Noun;

    static string? LeftOut(CriterionVerdict verdict) => verdict.LeftOut == 0 ? null
        : $"{NumberFormat.Count(verdict.LeftOut, "example")} with an error {(verdict.LeftOut == 1 ? "is" : "are")} left out.";

    static string? Slices(CriterionVerdict verdict)
    {
        if (verdict.Slices.Where(s => s.Fails).ToArray() is not [var worst, ..] failed)
            return null;
        var more = failed.Length == 1 ? "" : $", and {NumberFormat.Count(failed.Length - 1, "other slice")} with it";
        var (before, after) = NumberFormat.Apart(worst.Baseline ?? 0, worst.Value ?? 0);
        var numbers = worst.Baseline is null ? NumberFormat.Value(worst.Value ?? double.NaN) : $"{before} -> {after}";
        return $"It fails in the slice {RemoteText.Quote(RemoteText.OneLine(worst.Name, LongestSlice))}: {numbers} on {NumberFormat.Count(worst.Examples, "example")}{more}.";
    }

    static string? Dominating(CriterionVerdict verdict)
    {
        if (verdict.Method != StatisticalMethod.PairedT || verdict.Finding is Finding.ShownWithin or Finding.Within)
            return null;
        var which = verdict.Changed.FirstOrDefault(c => c.Dominates) is { } one
            ? one.ExampleId is { } id ? $"Example {RemoteText.Quote(RemoteText.OneLine(id, 100))} carries more than half of the spread" : "One example carries more than half of the spread"
            : verdict.Examples < 30 ? "With fewer than 30 examples a mean without bounds is rough" : null;
        return which is null ? null : $"{which}: \"statistic\": \"median\" is not moved by single values.";
    }

    static string? More(CriterionVerdict verdict) => verdict.Needs switch
    {
        null => null,
        int.MaxValue => "No number of examples can show that.",
        var needed => $"At least {NumberFormat.Count(needed.Value, verdict.Criterion.IsMean ? "example" : "row")} are needed.",
    };

    static string Interval(CriterionVerdict verdict) => verdict.Interval is not { } interval ? ""
        : $" ({Level(verdict)} interval {(verdict.Criterion.IsComparison ? $"{Bare(interval.Low, verdict)} to {Signed(interval.High, verdict.Scale)}" : $"{End(interval.Low)} to {End(interval.High)}")})";

    /// <summary>The share of the interval: both ends have the same error.</summary>
    public static string Level(CriterionVerdict verdict) => $"{NumberFormat.Short((1 - 2 * (verdict.Error ?? 1 - verdict.Criterion.Confidence)) * 100)} %";

    /// <summary>A change with its sign; percentage points on scales from 0 to 1.</summary>
    public static string Signed(double? change, Scale? scale) => change is not { } number || !double.IsFinite(number) ? "no bound" : Sign(number) + NumberFormat.Difference(Math.Abs(number), scale);

    static string Bare(double change, CriterionVerdict verdict) => !double.IsFinite(change) ? "no bound" : Sign(change) + NumberFormat.Bare(Math.Abs(change), verdict.Scale);

    static string Allowed(CriterionVerdict verdict) =>
        (verdict.Criterion.HigherIsBetter ? "-" : "+") + (verdict.Criterion.IsRelative
            ? $"{NumberFormat.Difference(verdict.Allowed ?? 0, verdict.Scale)} ({Limit(verdict.Criterion, verdict.Scale)})"
            : Limit(verdict.Criterion, verdict.Scale));

    static string Sign(double number) => number > 0 ? "+" : number < 0 ? "-" : "";

    static string End(double end) => double.IsFinite(end) ? NumberFormat.Value(end) : "no bound";

    static string Word(Outcome? outcome) => outcome?.ToString().ToLowerInvariant() ?? "";
}
