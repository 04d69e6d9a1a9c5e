using System.Globalization;
using System.Text.Json;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.GateFiles;

/// <summary>Reads one entry of <c>criteria</c>: one criterion for each of its verbs.</summary>
internal static class CriterionReader
{
    public static IEnumerable<Criterion> Read(LocatedJson json, ReadingContext context)
    {
        var section = new Section(json, "a criterion", GateKeys.Criterion, context);
        if (json.Kind != JsonValueKind.Object)
            return [];
        var (statistic, cutoff, percentile) = Statistic(section);
        var shared = new Criterion
        {
            Metric = section.Required("metric", "Name an evaluator, a numeric field of the rows such as latency_ms, or a counter of the run such as run.num_errors."),
            Operator = default,
            Limit = 0,
            Statistic = statistic,
            Cutoff = cutoff,
            Percentile = percentile,
            Labels = section.Texts("labels") ?? [],
            Scale = section.Choice("scale", ("binary", Scale.Binary), ("unit", Scale.Unit), ("continuous", Scale.Continuous), ("ordinal", Scale.Ordinal)),
            Evidence = section.Choice("evidence", ("point", EvidenceRule.Point), ("lower-bound", EvidenceRule.Bound)) ?? default,
            Policy = section.Choice("policy", ("block-on-evidence", RegressionPolicy.BlockOnEvidence), ("require-evidence", RegressionPolicy.RequireEvidence)) ?? default,
            Severity = section.Choice("severity", ("block", Severity.Block), ("warn", Severity.Warn)) ?? default,
            Confidence = section.Number("confidence", c => c is > 0.5 and < 1, "above 0.5 and below 1, such as 0.95") ?? 0.95,
        };
        var asked = new List<Criterion>();
        foreach (var known in OperatorTable.All.Where(o => section.Has(o.Key)))
        {
            if (section.Number(known.Key, n => !known.IsComparison || n >= 0, known.IsComparison ? "a number, 0 or more, in the metric's own unit" : "a number") is { } limit)
                asked.Add(shared with { Operator = known.Operator, Limit = limit, Source = section.At(known.Key) });
        }
        if (!OperatorTable.All.Any(o => section.Has(o.Key)))
            context.Add(section.Place, "The criterion asks nothing. Add atLeast, atMost, mayDropBy or mayRiseBy.");
        CriterionRules.Check(section, shared, asked);
        return asked;
    }

    /// <summary>A word, or p and a number: p95.</summary>
    static (StatisticKind, double? Cutoff, double? Percentile) Statistic(Section section)
    {
        var cutoff = section.Number("cutoff", _ => true, "a number");
        if (section.Value("statistic") is not { } value)
            return section.Has("labels") ? (StatisticKind.LabelShare, null, null) : cutoff is null ? (StatisticKind.Mean, null, null) : (StatisticKind.PassRate, cutoff, null);
        if (value.Kind == JsonValueKind.String && value.Text.Length > 1 && value.Text[0] is 'p' or 'P' && char.IsAsciiDigit(value.Text[1]))
        {
            if (double.TryParse(value.Text[1..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percentile) && percentile is > 0 and < 100)
                return (StatisticKind.Percentile, null, percentile);
            section.Add("statistic", "A percentile is written p and a number above 0 and below 100, such as \"p95\".");
            return default;
        }
        var kind = section.Choice("statistic", ("mean", StatisticKind.Mean), ("min", StatisticKind.Min), ("median", StatisticKind.Median), ("p95", StatisticKind.Percentile),
            ("passRate", StatisticKind.PassRate), ("labelShare", StatisticKind.LabelShare), ("sum", StatisticKind.Sum)) ?? default;
        return (kind, kind == StatisticKind.PassRate ? cutoff : null, null);
    }
}
