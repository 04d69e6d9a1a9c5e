using System.Globalization;
using Arize.Build.Client;

namespace Arize.Build.Gates.Verdicts;

/// <summary>The data policy, before any statistics. What it finds makes the gate, or a criterion, an error; too many errors fail it.</summary>
internal static class DataCheck
{
    /// <summary>So many of an evaluator's scores between 0 and 1 mean that the others are mistakes.</summary>
    const double MostlyUnit = 0.95;

    /// <summary>What is wrong with the gate's data as a whole.</summary>
    public static IEnumerable<ArizeDiagnostic> Gate(JudgeRequest request)
    {
        foreach (var problem in request.IsTraffic ? Traffic(request) : Rows(request.Candidate, request.Data, RunCounters.Sum(request.Counters)))
            yield return problem;
        if (request is { Baseline: { } baseline, IsTraffic: false } && request.Criteria.Any(c => c.IsComparison))
            foreach (var problem in (baseline.Rows == 0 ? ["the experiment has no rows."] : baseline.Problem is { } twice ? [twice] : Errors(baseline, request.Data)))
                yield return NotJudged($"The baseline cannot be used: {problem}");
        if (request.Candidate.Rows == 0)
            yield break;
        if (OutputCheck.Degenerate(request) is { } degenerate)
            yield return NotJudged(degenerate);
        if (request.Data.Clusters is { } field && Unknown(request.Candidate.Field(field), "data.clusters", field, request.Candidate.Rows) is { } unknown)
            yield return NotJudged(unknown);
        if (request.Criteria.Count == 0)
            yield return NotJudged("The gate has no criteria, so there is nothing that could pass.");
    }

    static IEnumerable<ArizeDiagnostic> Traffic(JudgeRequest request)
    {
        if (request.Candidate.Rows == 0)
            yield return NotJudged($"No traffic: there is no {request.Noun} in the window. Check the project, the window and the filter; new spans can take an hour or two to appear.");
        if (request.Baseline is { Rows: 0 } && request.Criteria.Any(c => c.IsComparison))
            yield return NotJudged($"The baseline cannot be used: there is no {request.Noun} in its window.");
    }

    static IEnumerable<ArizeDiagnostic> Rows(RowSummary rows, DataPolicy policy, RunCounters? counters)
    {
        if (rows.Rows == 0)
        {
            yield return NotJudged("No evidence: the experiment has no rows.");
            yield break;
        }
        if (rows.Problem is { } problem)
        {
            yield return NotJudged(problem);
            yield break;
        }
        if (policy.Examples is { } expected && rows.Examples != expected)
            yield return NotJudged($"The experiment has {NumberFormat.Count(rows.Examples, "example")}, and data.examples says {NumberFormat.Count(expected, "example")}.");
        foreach (var tooMany in Errors(rows, policy))
            yield return new(GateErrorCode.TooManyErrors, tooMany);
        if (counters is not { All: > 0 } run)
            yield break;
        var made = RowsMade.By(run);
        if ((made.Fewer(rows.Rows, rows.Errors) ?? made.More(rows.Rows)) is { } others)
            yield return NotJudged(others);
        if (run.Skipped is { } skipped && Exceeds(skipped, run.All, policy.MaxSkippedRate))
            yield return NotJudged($"The run skipped {Share(skipped, run.All)} of its items, more than data.maxSkippedRate {NumberFormat.Percent(policy.MaxSkippedRate)}.");
        // The service counts errors of which it may keep no row.
        if (run.Errors > rows.Errors)
            foreach (var tooMany in TooMany(run.Errors, run.Successes + run.Errors, policy, share => $"The run had errors on {share} of its items"))
                yield return new(GateErrorCode.TooManyErrors, tooMany);
    }

    public static ArizeDiagnostic NotJudged(string message) => new(GateErrorCode.NotJudged, message);

    /// <summary>What is odd and changes no outcome.</summary>
    public static IEnumerable<string> Warnings(JudgeRequest request) =>
        from criterion in request.Criteria
        let name = request.Candidate.Find(criterion)?.OtherCasing
        where name is not null
        group name by criterion.Metric into metric
        select $"Rows lack the metric {RemoteText.Quote(metric.Key)} and have {RemoteText.Quote(metric.First())}, which is another one. Did you mean {RemoteText.Quote(metric.First())}?";

    /// <summary>What is wrong with one criterion's scores; null if nothing is.</summary>
    public static string? Criterion(JudgeRequest request, Criterion criterion)
    {
        var mine = request.Candidate.For(criterion);
        Column[] columns = criterion.IsComparison ? [mine, request.Baseline!.For(criterion)] : [mine];
        return (request.IsTraffic ? Coverage(request, criterion, columns) : Scores(mine, criterion, request.Data, "the experiment")
            ?? (columns.Length == 1 ? null : Scores(columns[1], criterion, request.Data, "the baseline")))
            ?? Fits(criterion, columns)
            ?? (criterion.Statistic == StatisticKind.PassAll ? Repeats(request, criterion) : null)
            ?? (criterion.Slices is { } slices ? Unknown(request.Candidate.Field(slices.By), "slices.by", slices.By, request.Candidate.Rows) : null);
    }

    /// <summary>What is wrong with the share of the traffic that has scores; null if nothing is.</summary>
    static string? Coverage(JudgeRequest request, Criterion criterion, Column[] columns)
    {
        foreach (var (column, where) in columns.Zip(["the window", "the baseline's window"]))
        {
            var (rows, name) = (column.Values.Count, RemoteText.Quote(criterion.Metric));
            if (column.NotFinite is { } id)
                return $"a score of {name} in {where} is not a finite number ({request.Noun} {RemoteText.Quote(id)}).";
            if (column.Scored == 0)
                return $"no {request.Noun} in {where} has a score of {name}: no evaluator, no person and no numeric attribute of that name has written anything on {NumberFormat.Count(rows, request.Noun!)}. "
                    + "Name the evaluation task in \"evaluate\", or wait for late scores with \"wait\": { \"scores\": \"2h\" }.";
            if (!(column.Scored >= request.Data.MinCoverage * rows))
                return $"{Share(column.Scored, rows)} of the {request.Noun}s in {where} have a score of {name}, less than data.minCoverage {NumberFormat.Percent(request.Data.MinCoverage)}.";
        }
        return null;
    }

    static string? Scores(Column column, Criterion criterion, DataPolicy policy, string whose)
    {
        var (name, rows) = (criterion.Metric, column.Values.Count);
        if (column.NotFinite is { } where)
            return $"a score of {name} on {whose} is not a finite number (example {RemoteText.Quote(where)}).";
        if (column.Scored == 0)
            return $"{name} is on no row of {whose}: no evaluator and no numeric field of that name has written anything there.";
        if (Exceeds(column.Missing, rows, policy.MaxMissingRate))
            return $"{Share(column.Missing, rows)} of the rows of {whose} have no {(criterion.Labels.Count > 0 ? "label" : "score")} of {name}, "
                + $"more than data.maxMissingRate {NumberFormat.Percent(policy.MaxMissingRate)}.";
        return null;
    }

    /// <summary>A share of examples that pass in all runs falls with the number of runs, so both sides need the same.</summary>
    static string? Repeats(JudgeRequest request, Criterion criterion)
    {
        var mine = request.Candidate.Index.MaxRepeats;
        if (mine < 2)
            return "passAll needs several runs of each example, and each has one: add \"repeats\" to \"run\", or use passRate.";
        return criterion.IsComparison && request.Baseline!.Index.MaxRepeats is var theirs && theirs != mine
            ? $"passAll over {NumberFormat.Count(mine, "run")} cannot be compared with a baseline of {NumberFormat.Count(theirs, "run")}: "
                + "take the record of a gate with the same \"repeats\" as the baseline."
            : null;
    }

    /// <summary>The error of a limit in percent on scores from 0 to 1.</summary>
    public static string BeyondOne(Criterion criterion) =>
        $"{criterion.Operator.Key()} is {NumberFormat.Limit(criterion.Limit)}, and the scores of {criterion.Metric} are between 0 and 1."
            + (criterion.Limit <= 100 ? $" Did you mean {NumberFormat.Limit(criterion.Limit / 100)}?" : "");

    /// <summary>What is wrong with the scores as numbers of their range; null if nothing is.</summary>
    static string? Fits(Criterion criterion, Column[] columns)
    {
        if (criterion.Range is { } declared)
        {
            if (columns.FirstOrDefault(c => !criterion.IsShare && (c.Lowest < declared.Low || c.Highest > declared.High)) is { } beyond)
                return $"a score of {criterion.Metric} is {NumberFormat.Short(beyond.Lowest < declared.Low ? beyond.Lowest : beyond.Highest)}, outside its range "
                    + $"[{NumberFormat.Limit(declared.Low)}, {NumberFormat.Limit(declared.High)}].";
        }
        else
        {
            var (inside, outside) = (columns.Sum(c => c.InUnit), columns.Sum(c => c.OutOfUnit));
            if (outside > 0 && inside >= MostlyUnit * (inside + outside))
                return $"{Whole(inside)} of {Whole(inside + outside)} scores of {criterion.Metric} lie between 0 and 1, and one is "
                    + $"{NumberFormat.Short(columns.First(c => c.OutOfUnit > 0).FirstOutOfUnit)}. Say what a score can be: add \"range\": [0, 1] to refuse such scores, or the range that they have.";
        }
        if (criterion is { Operator: CriterionOperator.AtLeast, Statistic: StatisticKind.Mean, Range: null, Limit: > 1 } && columns[0] is { OutOfUnit: 0, InUnit: > 0 })
            return BeyondOne(criterion);
        var (_, range) = CriterionData.ScaleOf(criterion, columns);
        if (criterion.IsRelative && columns[1].Lowest < 0)
            return $"a tolerance in percent needs a baseline that is never negative, and a score of {criterion.Metric} is {NumberFormat.Short(columns[1].Lowest)} there.";
        if (range is not null)
            return null;
        if (columns.Sum(c => c.Missing) is > 0 and var missing)
            return $"{NumberFormat.Count(missing, "row")} have no score of {criterion.Metric}, which has no bounds and so no worst value to try. Add \"range\".";
        if (!criterion.IsComparison && criterion.Statistic is StatisticKind.Mean or StatisticKind.Sum && columns[0].FailedRows is > 0 and var failed)
            return $"{NumberFormat.Count(failed, "row")} have an error, and {criterion.Metric} has no bounds, so no worst value to count them as. Add \"range\", or judge a percentile.";
        return null;
    }

    /// <summary>What is wrong with the pairs; null if nothing is.</summary>
    public static string? Pairs(CriterionData data, DataPolicy policy)
    {
        if (!data.Criterion.IsComparison)
            return data.Mine.N == 0 ? $"{data.Criterion.Metric} has no example with a score." : null;
        if (data.IsUnpaired)
            return data.Mine.N == 0 || data.Theirs!.N == 0 ? $"{data.Criterion.Metric} has no example with a score on one of the sides." : null;
        var (pairs, candidate) = (data.Pairs.Mine.Length, data.Mine.N);
        // Pairs that an error of the baseline took out are reported, and are no other examples.
        var lost = data.Theirs!.LeftOut;
        return pairs == 0 || pairs + lost < policy.MinOverlap * candidate
            ? $"only {Whole(pairs)} of the {NumberFormat.Count(candidate, "example")} are in the baseline as well, less than data.minOverlap {NumberFormat.Percent(policy.MinOverlap)}."
            : null;
    }

    static string? Unknown(FieldColumn field, string key, string name, int rows) =>
        field.Missing == rows ? $"{key} names {RemoteText.Quote(name)}, and no example and no row has such a field."
        : key == "data.clusters" && field.Missing > 0 ? $"{key} names {RemoteText.Quote(name)}, and {NumberFormat.Count(field.Missing, "row")} have no such field."
        : field.IsFull ? $"{key} names {RemoteText.Quote(name)}, which has more than {Whole(FieldColumn.MaxTexts)} different values. Slices are for topics, not for ids."
        : null;

    static IEnumerable<string> Errors(RowSummary rows, DataPolicy policy) => TooMany(rows.Errors, rows.Rows, policy, share => $"{share} of the rows have an error");

    /// <summary>Each limit that is exceeded, with the number that exceeds it.</summary>
    static IEnumerable<string> TooMany(long errors, long all, DataPolicy policy, Func<string, string> facts)
    {
        if (policy.MaxErrorRate is { } rate && Exceeds(errors, all, rate))
            yield return $"{facts(Share(errors, all))}, more than data.maxErrorRate {NumberFormat.Percent(rate)}.";
        if (errors > policy.EffectiveMaxErrors)
            yield return $"{facts(Share(errors, all))}, more than data.maxErrors {Whole(policy.EffectiveMaxErrors!.Value)}.";
    }

    /// <summary>Never by a rounded rate: 1 of 3 is not above a limit of 1/3. Written so that a limit that is not a number is exceeded.</summary>
    static bool Exceeds(long part, long whole, double limit) => part > 0 && !(part <= limit * whole * (1 + 1e-12));

    static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);

    static string Share(long part, long whole) => string.Create(CultureInfo.InvariantCulture, $"{part} of {whole} ({NumberFormat.Percent(part / (double)whole)})");
}
