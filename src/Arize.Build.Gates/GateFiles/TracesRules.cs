using System.Text.Json;
using Arize.Build.Gates.Settings;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.GateFiles;

/// <summary>What fits together in a gate on production traffic, and what belongs to other subjects.</summary>
internal static class TracesRules
{
    static readonly (string Key, string Why)[] OfRows =
    [
        ("examples", "the number of spans in a window is not known beforehand: add a criterion on \"count\""),
        ("maxErrors", "a span that failed is not missing: add a criterion on the metric \"error\", such as { \"metric\": \"error\", \"atMost\": 0.01 }"),
        ("maxErrorRate", "a span that failed is not missing: add a criterion on the metric \"error\", such as { \"metric\": \"error\", \"atMost\": 0.01 }"),
        ("maxSkippedRate", "no run makes the spans, so none can skip any"),
        ("maxMissingRate", "a span without a score is not a missing score: use \"minCoverage\""),
        ("minOverlap", "two windows hold different spans"),
    ];

    /// <summary>The metric <c>count</c> is the number of observations.</summary>
    public static IReadOnlyList<Criterion> Criteria(TracesSection? traces, IReadOnlyList<Criterion> criteria) => traces is null ? criteria
        : [.. criteria.Select(c => c is { Metric: TrafficMetrics.Count, Statistic: StatisticKind.Mean } ? c with { Statistic = StatisticKind.Sum } : c)];

    /// <summary>Reports what does not fit.</summary>
    public static void Check(GateDefinition gate, Section root)
    {
        if (gate.Traces is not { } traces)
        {
            if (gate.Baseline?.Traces is not null)
                root.Add("baseline", "A baseline of traffic belongs to a gate on traffic: add \"traces\" to the gate, or name an experiment.");
            if (Key(root, "data", "minCoverage") is { } coverage)
                root.AddAt(coverage, "'minCoverage' belongs to \"traces\". Rows of an experiment without a score are limited by 'maxMissingRate'.");
            return;
        }
        if (root.Has("reuse"))
            root.Add("reuse", "Production traffic is never made again: leave 'reuse' out.");
        foreach (var (key, why) in OfRows)
            if (Key(root, "data", key) is { } at)
                root.AddAt(at, $"'{key}' does not apply to \"traces\": {why}.");
        if (Key(root, "data", "maxErrors") is null && Key(root, "data", "maxErrorRate") is null && (gate.Data.MaxErrors ?? gate.Data.MaxErrorRate) is not null)
            root.Add("traces", "MaxErrors and MaxErrorRate do not apply to \"traces\": add a criterion on the metric \"error\".");
        if (Key(root, "pin", "datasetVersion") is { } pinned)
            root.AddAt(pinned, "Production traffic has no dataset: leave 'datasetVersion' out.");
        foreach (var criterion in gate.Criteria.Where(c => c.Metric == TrafficMetrics.Count))
            if (criterion is { IsComparison: true } or { EvidenceRequired: true } or { Range: not null } or { Slices: not null } or { Statistic: not StatisticKind.Sum })
                root.AddAt(criterion.Source!, "'count' is one number, how many observations there are: it takes atLeast or atMost, and nothing else.");
        Baseline(gate, traces, root);
    }

    static void Baseline(GateDefinition gate, TracesSection traces, Section root)
    {
        if (gate.Baseline is not { } baseline)
            return;
        if (baseline.Experiment is not null || baseline.Latest is not null)
            root.Add("baseline", "Production traffic is not compared with an experiment, whose examples are others: write \"baseline\": { \"traces\": { \"from\": \"-26h\", \"to\": \"-24h\" } }, or name a record.");
        if (baseline is { Traces: not null, MaxAge: not null })
            root.Add("baseline", "'maxAge' belongs to 'latest' and 'record'; a time window says itself how old it is.");
        if (baseline.Traces is { } other && (!other.HasWindow || other with { Filter = null } == traces.Window with { Filter = null }) && other.Filter == traces.Window.Filter)
            root.Add("baseline", "This compares the traffic with itself: give the baseline another time window, or another filter.");
    }

    /// <summary>Whether the scores may be waited for longer than the gate lasts.</summary>
    public static void CheckWait(GateDefinition gate, Section root)
    {
        if (gate.LateScores is { } scores && scores > gate.Timeout && Key(root, "wait", "scores") is { } at)
            root.AddAt(at, $"'scores' is {Duration.Show(scores)}, longer than the gate may take, {Duration.Show(gate.Timeout)}: raise 'timeout', too.");
    }

    static SourcePosition? Key(Section root, string section, string key) => root.Value(section) is { Kind: JsonValueKind.Object } json
        ? json.Members.Find(m => m.Key == key && m.Value.Kind != JsonValueKind.Null) is { Key: not null } member ? member.At : null : null;
}
