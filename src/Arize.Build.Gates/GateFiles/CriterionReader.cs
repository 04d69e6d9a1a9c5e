using System.Globalization;
using System.Text.Json;
using Arize.Build.Gates.Settings;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.GateFiles;

/// <summary>Reads one entry of <c>criteria</c>: one criterion for each of its operators.</summary>
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
            Metric = section.Required("metric", "Name an evaluator, a numeric field of the rows such as latency_ms, output_length, or a counter of the run such as run.num_errors."),
            Operator = default,
            Limit = 0,
            Statistic = statistic,
            Cutoff = cutoff,
            Percentile = percentile,
            Labels = section.Texts("labels") ?? [],
            Range = Range(section),
            EvidenceRequired = section.Choice("evidence", RenamedWords.Evidence, ("required", true)) ?? false,
            Severity = section.Choice("severity", RenamedWords.Severity, ("fail", Severity.Fail), ("warn", Severity.Warn)) ?? default,
            Confidence = section.Number("confidence", c => c is > 0.5 and < 1, "above 0.5 and below 1, such as 0.95") ?? 0.95,
            Slices = Slices(section, context),
        };
        var asked = new List<Criterion>();
        foreach (var known in OperatorTable.All.Where(o => section.Has(o.Key)))
            if (Limit(section, known) is var (limit, isRelative))
                asked.Add(shared with { Operator = known.Operator, Limit = limit, IsRelative = isRelative, Source = section.At(known.Key) });
        if (!OperatorTable.All.Any(o => section.Has(o.Key)))
            context.Add(section.Place, "The criterion requires nothing. Add atLeast, atMost, mayDropBy or mayRiseBy.");
        CriterionRules.Check(section, shared, asked);
        return asked;
    }

    /// <summary>A number; of a comparison also a share of the baseline, such as "10%".</summary>
    static (double Limit, bool IsRelative)? Limit(Section section, OperatorInfo known)
    {
        if (!known.IsComparison)
            return section.Number(known.Key, _ => true, "a number") is { } limit ? (limit, false) : null;
        if (section.Value(known.Key) is { Kind: JsonValueKind.String } text)
        {
            if (text.Text.EndsWith('%') && double.TryParse(text.Text[..^1].TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
                && percent >= 0 && (percent < 100 || !known.HigherIsBetter) && double.IsFinite(percent))
                return (percent / 100, true);
            section.Add(known.Key, $"'{known.Key}' must be a number, or a share of the baseline such as \"10%\"{(known.HigherIsBetter ? ", below 100%" : "")}.");
            return null;
        }
        return section.Number(known.Key, n => n >= 0, "a number, 0 or more, in the metric's own unit, or a share of the baseline such as \"10%\"") is { } tolerance ? (tolerance, false) : null;
    }

    /// <summary>Two numbers: the lowest and the highest score there can be.</summary>
    static ScoreRange? Range(Section section)
    {
        if (section.Value("range") is not { } value)
            return null;
        double[] ends = value.Kind == JsonValueKind.Array && value.Items.TrueForAll(i => i.Kind == JsonValueKind.Number)
            ? [.. value.Items.Select(i => double.Parse(i.Text, NumberStyles.Float, CultureInfo.InvariantCulture))] : [];
        if (ends is [var low, var high] && double.IsFinite(low) && double.IsFinite(high) && low < high)
            return new ScoreRange(low, high);
        section.Add("range", "'range' must be the lowest and the highest score there can be, such as [1, 5].");
        return null;
    }

    static SliceRule? Slices(Section section, ReadingContext context)
    {
        if (section.Value("slices") is not { } value)
            return null;
        if (value.Kind == JsonValueKind.String)
            return section.Text("slices") is { } field ? new SliceRule { By = field } : null;
        var slices = new Section(value, "slices", GateKeys.Slices, context);
        return value.Kind != JsonValueKind.Object ? null
            : new SliceRule { By = slices.Required("by", "Name a field of the dataset's examples or of the rows, such as \"topic\"."), MinExamples = slices.Count("minExamples", 1) ?? 20 };
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
        var kind = section.Choice("statistic", ("mean", StatisticKind.Mean), ("min", StatisticKind.Min), ("max", StatisticKind.Max), ("median", StatisticKind.Median),
            ("p95", StatisticKind.Percentile), ("passRate", StatisticKind.PassRate), ("passAll", StatisticKind.PassAll), ("labelShare", StatisticKind.LabelShare), ("sum", StatisticKind.Sum)) ?? default;
        return (kind, kind switch { StatisticKind.PassRate => cutoff, StatisticKind.PassAll => cutoff ?? 1, _ => null }, null);
    }
}
