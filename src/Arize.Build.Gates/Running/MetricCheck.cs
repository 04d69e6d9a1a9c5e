using System.Globalization;
using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Running;

/// <summary>
/// Finds metrics that nothing will write, and limits on another scale than the scores, before a run is paid for. Only a criterion that looks odd costs a request: one page of rows that exist.
/// </summary>
internal sealed class MetricCheck(ArizeClient arize, GateDefinition gate)
{
    /// <summary>Rows of the sample; one page.</summary>
    const int SampleSize = 100;

    /// <summary>Numbers that the service writes on rows, besides scores.</summary>
    static readonly string[] Fields =
        ["latency_ms", "cost_usd", "cost", "prompt_tokens", "completion_tokens", "total_tokens", RowSummary.OutputLength, .. RunCounters.Names];

    /// <summary>What is wrong or odd with the criteria of a gate.</summary>
    /// <param name="state">What is known before the run.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IEnumerable<GateDiagnostic>> RunAsync(GateState state, CancellationToken cancellationToken)
    {
        // A file of outputs, and a span, may bring any field.
        if (gate.Results is not null || state.Traffic is not null)
            return [];
        string[] evaluators = [.. state.Evaluations.SelectMany(t => t.Evaluators).Select(e => e.Name).OfType<string>()];
        var known = evaluators.Concat(Fields).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var odd = gate.Criteria.Where(c => !known.Contains(c.Metric) || IsBeyondOne(c)).ToArray();
        if (odd.Length == 0)
            return [];
        var sample = await SampleAsync(state, cancellationToken).ConfigureAwait(false);
        known.UnionWith(sample.Keys);
        string[] names = [.. evaluators.Concat(sample.Keys).Distinct().Order(StringComparer.Ordinal)];
        return odd.Select(c => !known.Contains(c.Metric) ? Unknown(c, known, names) : Scale(c, sample.GetValueOrDefault(c.Metric))).OfType<GateDiagnostic>().DistinctBy(d => d.Message);
    }

    static bool IsBeyondOne(Criterion criterion) => criterion is { Operator: CriterionOperator.AtLeast, Statistic: StatisticKind.Mean, Range: null, IsCounter: false, Limit: > 1 };

    static GateDiagnostic? Unknown(Criterion criterion, IEnumerable<string> known, string[] names)
    {
        var metric = RemoteText.Quote(criterion.Metric);
        var list = names.Length == 0 ? "" : $" Metrics of this gate: {string.Join(", ", names.Take(12).Select(n => RemoteText.OneLine(n, 60)))}.";
        // Short names are near to many words, and names that differ in digits only are often each right: quality_1, quality_2.
        var near = Spelling.Nearest(criterion.Metric, known.Where(k =>
            k.Length > 5 && Math.Abs(k.Length - criterion.Metric.Length) <= 2 && Letters(k) != Letters(criterion.Metric)));
        if (near is not null)
            return new(GateErrorCode.GateFile, $"No evaluator and no field is named {metric}. Did you mean {RemoteText.Quote(near)}?{list}", criterion.Source);
        return names.Length == 0 ? null : new(GateErrorCode.GateWarning,
            $"No evaluator of this gate is named {metric}, and no earlier row has such a field: if the run writes none either, the gate cannot be judged.{list}", criterion.Source, DiagnosticSeverity.Warning);

        static string Letters(string text) => string.Concat(text.Where(c => !char.IsAsciiDigit(c)));
    }

    static GateDiagnostic? Scale(Criterion criterion, (int Count, double Lowest, double Highest) seen) =>
        IsBeyondOne(criterion) && seen is { Count: > 0, Lowest: >= 0, Highest: <= 1 } ? new(GateErrorCode.GateFile, string.Create(CultureInfo.InvariantCulture,
            $"{DataCheck.BeyondOne(criterion)} The {seen.Count} scores that were looked at are from {NumberFormat.Short(seen.Lowest)} to {NumberFormat.Short(seen.Highest)}."), criterion.Source) : null;

    /// <summary>The metrics of a page of rows, with their lowest and highest score; none if there are no rows yet.</summary>
    async Task<Dictionary<string, (int Count, double Lowest, double Highest)>> SampleAsync(GateState state, CancellationToken cancellationToken)
    {
        var sample = new Dictionary<string, (int Count, double Lowest, double Highest)>(StringComparer.OrdinalIgnoreCase);
        if ((state.Experiment?.Id ?? state.Baseline?.ExperimentId) is not { } experiment)
            return sample;
        var rows = 0;
        await foreach (var row in arize.Experiments.ListRowsAsync(new ListRowsRequest { ExperimentId = experiment, IncludeTexts = false }, cancellationToken).ConfigureAwait(false))
        {
            foreach (var (name, evaluation) in row.Evaluations.Concat(row.Annotations))
                Add(name, evaluation.Score);
            foreach (var (name, number) in row.Numbers)
                Add(name, number);
            if (++rows == SampleSize)
                break;
        }
        return sample;

        void Add(string name, double? score)
        {
            var seen = sample.GetValueOrDefault(name, (0, double.PositiveInfinity, double.NegativeInfinity));
            sample[name] = score is { } value ? (seen.Item1 + 1, Math.Min(seen.Item2, value), Math.Max(seen.Item3, value)) : seen;
        }
    }
}
