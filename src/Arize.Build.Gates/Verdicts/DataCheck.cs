using Arize.Build.Client;
using System.Globalization;

namespace Arize.Build.Gates.Verdicts;

/// <summary>The data policy, before any statistics. What it finds makes the gate, or a criterion, an error.</summary>
internal static class DataCheck
{
    /// <summary>What is wrong with the rows as a whole.</summary>
    public static IEnumerable<ArizeDiagnostic> Rows(RowSummary rows, DataPolicy policy, RunCounters? counters)
    {
        if (rows.Rows == 0)
        {
            yield return NotJudged("No evidence: the experiment has no rows.");
            yield break;
        }
        var examples = rows.Examples;
        if (policy.Examples is { } expected && examples != expected)
            yield return NotJudged($"The experiment has {NumberFormat.Count(examples, "example")}, and data.examples says {NumberFormat.Count(expected, "example")}.");
        if (examples < policy.MinExamples)
            yield return NotJudged($"The experiment has {NumberFormat.Count(examples, "example")}, fewer than data.minExamples {Whole(policy.MinExamples)}.");
        foreach (var fault in Errors(rows, policy))
            yield return new(GateErrorCode.TooManyErrors, fault);
        if (counters is not { All: > 0 } run)
            yield break;
        if (rows.Rows < run.Successes)
            yield return NotJudged($"The run says that {Whole(run.Successes)} succeeded, and only {NumberFormat.Count(rows.Rows, "row")} can be read.");
        if (run.Skipped is { } skipped && Exceeds(skipped, run.All, policy.MaxSkippedRate))
            yield return NotJudged($"The run skipped {Share(skipped, run.All)} of its items, more than data.maxSkippedRate {NumberFormat.Percent(policy.MaxSkippedRate)}.");
        // The service counts errors of which it may keep no row.
        if (run.Errors > rows.Errors)
            foreach (var problem in TooMany(run.Errors, run.Successes + run.Errors, policy, share => $"The run had errors on {share} of its items"))
                yield return new(GateErrorCode.TooManyErrors, problem);
    }

    /// <summary>What is wrong with the baseline's rows: with too many errors it would let anything pass.</summary>
    public static IEnumerable<ArizeDiagnostic> Baseline(RowSummary rows, DataPolicy policy) =>
        (rows.Rows == 0 ? ["the experiment has no rows."] : Errors(rows, policy)).Select(p => NotJudged($"The baseline cannot be used: {p}"));

    public static ArizeDiagnostic NotJudged(string message) => new(GateErrorCode.NotJudged, message);

    /// <summary>What is wrong with one criterion's scores; null where nothing is.</summary>
    public static string? Scores(Column column, Criterion criterion, DataPolicy policy, string whose)
    {
        var (name, rows) = (criterion.Metric, column.Values.Count);
        if (column.NotFinite is { } where)
            return $"a score of {name} on {whose} is not finite (example {RemoteText.Quote(where)}).";
        if (column.Scored == 0)
            return $"{name} is on no row of {whose}: no evaluator and no numeric field of that name has written anything there.";
        if (Exceeds(column.Missing, rows, policy.MaxSkippedRate))
            return $"{Share(column.Missing, rows)} of the rows of {whose} have no {(criterion.Labels.Count > 0 ? "label" : "score")} of {name}, more than data.maxSkippedRate {NumberFormat.Percent(policy.MaxSkippedRate)}.";
        return null;
    }

    /// <summary>What is wrong with the scores as numbers of their scale; null where nothing is.</summary>
    public static string? Fits(Scale scale, Criterion criterion, params Column[] columns)
    {
        var isBounded = scale is Scale.Binary or Scale.Unit;
        if (scale == Scale.Binary && columns.Any(c => !c.AllZeroOrOne))
            return $"the scale of {criterion.Metric} is binary, and not every score is 0 or 1.";
        if (scale == Scale.Unit && columns.Any(c => !c.AllInUnit))
            return $"the scale of {criterion.Metric} is unit, and not every score lies between 0 and 1.";
        if (!isBounded && columns.Sum(c => c.Missing) is > 0 and var missing)
            return $"{NumberFormat.Count(missing, "row")} have no score of {criterion.Metric}, and a score without bounds has no worst case to reckon with.";
        var needsMean = criterion.Statistic is StatisticKind.Mean or StatisticKind.Sum && !(scale == Scale.Ordinal && criterion.IsComparison);
        if (!isBounded && needsMean && columns.Sum(c => c.FailedRows) is > 0 and var failed)
            return $"{NumberFormat.Count(failed, "row")} have an error, and {criterion.Metric} has no bounds, so no worst value to count them as. Give its scale, or judge a percentile.";
        return null;
    }

    /// <summary>What is wrong with the pairs; null where nothing is.</summary>
    public static string? Pairs(int pairs, int candidate, DataPolicy policy) =>
        pairs < policy.MinOverlap * candidate || pairs == 0
            ? $"only {pairs.ToString(CultureInfo.InvariantCulture)} of the {NumberFormat.Count(candidate, "example")} are in the baseline, too, less than data.minOverlap {NumberFormat.Percent(policy.MinOverlap)}."
            : pairs < policy.MinExamples
                ? $"only {NumberFormat.Count(pairs, "example")} are in the baseline, too, fewer than data.minExamples {policy.MinExamples.ToString(CultureInfo.InvariantCulture)}."
                : null;

    static IEnumerable<string> Errors(RowSummary rows, DataPolicy policy) =>
        TooMany(rows.Errors, rows.Rows, policy, share => $"{share} of the rows have an error");

    /// <summary>Each limit that is exceeded, with the number that exceeds it.</summary>
    static IEnumerable<string> TooMany(long errors, long all, DataPolicy policy, Func<string, string> facts)
    {
        if (policy.MaxErrorRate is { } rate && Exceeds(errors, all, rate))
            yield return $"{facts(Share(errors, all))}, more than data.maxErrorRate {NumberFormat.Percent(rate)}.";
        if (errors > policy.EffectiveMaxErrors)
            yield return $"{facts(Share(errors, all))}, more than data.maxErrors {Whole(policy.EffectiveMaxErrors!.Value)}.";
    }

    /// <summary>Never by a rounded rate: 1 of 3 is not above a limit of 1/3. Written so that a limit that is no number is exceeded.</summary>
    static bool Exceeds(long part, long whole, double limit) => part > 0 && !(part <= limit * whole * (1 + 1e-12));

    static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);

    static string Share(long part, long whole) => string.Create(CultureInfo.InvariantCulture, $"{part} of {whole} ({NumberFormat.Percent(part / (double)whole)})");
}
