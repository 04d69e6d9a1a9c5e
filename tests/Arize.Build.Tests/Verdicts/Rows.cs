using System.Globalization;
using Arize.Build.Client;
using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates;

namespace Arize.Build.Tests.Verdicts;

/// <summary>Makes rows and judges them: what a test of the judge has to say, in its own words.</summary>
static class Rows
{
    public const string Metric = "correctness";

    public static Criterion AtLeast(double limit, string metric = Metric) => new() { Metric = metric, Operator = CriterionOperator.AtLeast, Limit = limit };

    public static Criterion AtMost(double limit, string metric = Metric) => new() { Metric = metric, Operator = CriterionOperator.AtMost, Limit = limit };

    public static Criterion MayDropBy(double limit, string metric = Metric) => new() { Metric = metric, Operator = CriterionOperator.MayDropBy, Limit = limit };

    public static Criterion MayRiseBy(double limit, string metric = Metric) => new() { Metric = metric, Operator = CriterionOperator.MayRiseBy, Limit = limit };

    /// <summary>A row of example <paramref name="i"/>; a null score is none.</summary>
    public static ExperimentRow Row(int i, double? score, string metric = Metric, string? label = null, string? error = null) => new()
    {
        Id = "row-" + i.ToString(CultureInfo.InvariantCulture) + Guid.NewGuid(),
        ExampleId = "example-" + i.ToString(CultureInfo.InvariantCulture),
        Error = error,
        Evaluations = score is null && label is null ? new Dictionary<string, Evaluation>() : new Dictionary<string, Evaluation> { [metric] = new(score, label, null) },
    };

    public static IEnumerable<ExperimentRow> Of(IEnumerable<double> scores, string metric = Metric) => scores.Select((s, i) => Row(i, s, metric));

    /// <summary>So many ones, then zeros.</summary>
    public static IEnumerable<double> Ones(int ones, int n) => Enumerable.Range(0, n).Select(i => i < ones ? 1.0 : 0);

    /// <summary>Pairs of 0 and 1 with exactly these changes.</summary>
    public static (double[] Baseline, double[] Candidate) Pairs(int n, int baselineOnes, int broke, int @fixed)
    {
        var baseline = Ones(baselineOnes, n).ToArray();
        var candidate = (double[])baseline.Clone();
        Array.Fill(candidate, 0, 0, broke);
        Array.Fill(candidate, 1, baselineOnes, @fixed);
        return (baseline, candidate);
    }

    public static RowSummary Summary(IReadOnlyList<Criterion> criteria, IEnumerable<ExperimentRow> rows)
    {
        var summary = new RowSummary(criteria);
        foreach (var row in rows)
            summary.Add(row);
        return summary;
    }

    public static GateVerdict Judged(IReadOnlyList<Criterion> criteria, IEnumerable<ExperimentRow> candidate, IEnumerable<ExperimentRow>? baseline = null, DataPolicy? data = null, int exchanges = 0, bool ownScores = false) =>
        Judge.Verdict(new JudgeRequest
        {
            Exchanges = exchanges,
            IsScoredByBuild = _ => ownScores,
            Criteria = criteria,
            Data = data ?? new DataPolicy(),
            Candidate = Summary(criteria, candidate),
            Baseline = baseline is null ? null : Summary(criteria, baseline),
        });

    public static CriterionVerdict Judged(Criterion criterion, IEnumerable<double> candidate, IEnumerable<double>? baseline = null) =>
        Judged([criterion], Of(candidate, criterion.Metric), baseline is null ? null : Of(baseline, criterion.Metric)).Criteria.Single();
}
