using Arize.Build.Client;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Running;

/// <summary>
/// Finds the worst observations of a window that did not pass, with their texts. It reads the window once more, because the judge keeps no texts; a gate that passes does without.
/// </summary>
internal sealed class WorstTraffic(TrafficReading reading, TrafficFound traffic, UiLinks? links)
{
    /// <summary>How many are shown for each criterion, and in all.</summary>
    const int MaxOfCriterion = 10;
    const int MaxShown = 20;

    /// <summary>Reads them.</summary>
    /// <param name="verdict">The verdict; null if there is none.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<WorstObservation>> ReadAsync(GateVerdict? verdict, CancellationToken cancellationToken)
    {
        Criterion[] criteria = [.. (verdict?.Criteria ?? []).Where(c => c.Outcome != Outcome.Pass && c.Criterion.Metric != TrafficMetrics.Count).OrderByDescending(c => c.Outcome)
            .Select(c => c.Criterion).DistinctBy(c => (CriterionText.Title(c), c.HigherIsBetter))];
        if (criteria.Length == 0)
            return [];
        var worst = Array.ConvertAll(criteria, _ => new PriorityQueue<(WorstObservation, double, string?), double>());
        await foreach (var observation in reading.WithTextsAsync(traffic.Candidate, cancellationToken).ConfigureAwait(false))
            for (var i = 0; i < criteria.Length; i++)
                if (ValueOf(observation.Row, criteria[i]) is { } value)
                    Keep(worst[i], criteria[i].HigherIsBetter ? -value : value, observation, criteria[i], value);
        return Merged(criteria, worst);
    }

    void Keep(PriorityQueue<(WorstObservation, double, string?), double> worst, double badness, Observation observation, Criterion criterion, double value)
    {
        if (worst.Count == MaxOfCriterion && worst.TryPeek(out _, out var least) && badness <= least)
            return;
        var span = observation.Span;
        var shown = new WorstObservation(span.Id, span.TraceId, span.StartTime)
        {
            Question = ShownExamples.Short(span.Texts.GetValueOrDefault(Observation.Input)),
            Answer = ShownExamples.Short(span.Texts.GetValueOrDefault(Observation.Output)),
            Page = links?.Trace(traffic.Project.SpaceId, traffic.Project.Id, span.TraceId, observation.Start, observation.End),
        };
        worst.Enqueue((shown, value, ShownExamples.Short(EvaluationOf(observation.Row, criterion)?.Explanation)), badness);
        if (worst.Count > MaxOfCriterion)
            worst.Dequeue();
    }

    /// <summary>The worst of the first criterion come first; one that is bad in several ways is shown once.</summary>
    static IReadOnlyList<WorstObservation> Merged(Criterion[] criteria, PriorityQueue<(WorstObservation, double, string?), double>[] worst)
    {
        var (all, order) = (new Dictionary<string, WorstObservation>(StringComparer.Ordinal), new List<string>());
        for (var i = 0; i < criteria.Length; i++)
            foreach (var ((shown, value, explanation), _) in worst[i].UnorderedItems.OrderByDescending(w => w.Priority).ThenBy(w => w.Element.Item1.Start))
            {
                if (all.TryAdd(shown.SpanId, shown))
                    order.Add(shown.SpanId);
                all[shown.SpanId] = all[shown.SpanId] with { Scores = [.. all[shown.SpanId].Scores, (CriterionText.Title(criteria[i]), value, explanation)] };
            }
        return [.. order.Take(MaxShown).Select(id => all[id])];
    }

    /// <summary>The number that counts for a criterion; null if the observation has none. Of labels, 1 is one that is wanted.</summary>
    static double? ValueOf(ExperimentRow row, Criterion criterion)
    {
        var evaluation = EvaluationOf(row, criterion);
        if (criterion.Statistic == StatisticKind.LabelShare)
            return evaluation?.Label is { } label ? criterion.Labels.Contains(label, StringComparer.OrdinalIgnoreCase) ? 1 : 0 : null;
        var value = evaluation is null && row.Numbers.TryGetValue(criterion.Metric, out var number) ? number : evaluation?.Score;
        return value is { } known && double.IsFinite(known) ? known : null;
    }

    static Evaluation? EvaluationOf(ExperimentRow row, Criterion criterion) => TrafficMetrics.All.Contains(criterion.Metric) ? null
        : row.Evaluations.GetValueOrDefault(criterion.Metric) ?? row.Annotations.GetValueOrDefault(criterion.Metric);
}
