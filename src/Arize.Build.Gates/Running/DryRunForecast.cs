using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Reports;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Running;

/// <summary>
/// What a gate's comparisons can see, before it runs: two experiments of the baseline's pattern are judged against each other, as if both were runs of one model.
/// </summary>
/// <param name="arize">The client.</param>
/// <param name="log">Reports.</param>
/// <param name="gate">The gate.</param>
internal sealed class DryRunForecast(ArizeClient arize, IBuildLog log, GateDefinition gate)
{
    /// <summary>Lines to print, and what no run of this size could decide.</summary>
    /// <param name="Lines">The lines.</param>
    /// <param name="Warnings">Criteria that can never decide.</param>
    public sealed record Result(IReadOnlyList<string> Lines, IReadOnlyList<GateDiagnostic> Warnings);

    static readonly Result Nothing = new([], []);

    /// <summary>Reads the two experiments, and estimates.</summary>
    /// <param name="state">What the dry run has found.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<Result> ReadAsync(GateState state, CancellationToken cancellationToken)
    {
        if (!gate.Criteria.Any(c => c.IsComparison) || gate.Traces is not null || state.IsStopped)
            return Nothing;
        var slide = SlowSlide() is { } line ? new[] { line } : [];
        if (gate.Baseline!.Latest is null || state.Baseline?.ExperimentId is not { } newest)
            return new([Unknown("the baseline is not a pattern (\"latest\")"), .. slide], []);
        var earlier = await new BaselineSearch(arize, gate) { Examples = state.Results?.Examples.Hashes }
            .FindAsync(state.DatasetId, state.Task?.Id, e => e.Id == newest || e.Id == state.Experiment?.Id, cancellationToken).ConfigureAwait(false);
        if (earlier.Used?.ExperimentId is not { } before)
            return new([Unknown("there is one"), .. slide], []);
        return await JudgedAsync(state, newest, before, cancellationToken).ConfigureAwait(false) is var (lines, warnings) ? new([.. lines, .. slide], warnings) : Nothing;
    }

    async Task<Result> JudgedAsync(GateState state, string newest, string before, CancellationToken cancellationToken)
    {
        Criterion[] criteria = [.. gate.Criteria.Where(c => !c.IsCounter)];
        var reading = new RowReading(arize, log, criteria, gate.Data.Clusters)
        {
            Fields = await ExampleFields.ReadAsync(arize, gate, state.DatasetId, null, cancellationToken).ConfigureAwait(false),
        };
        var verdict = Judge.Verdict(new JudgeRequest
        {
            Criteria = criteria,
            Data = gate.Data with { Examples = null },
            Candidate = await reading.BaselineAsync(newest, null, cancellationToken).ConfigureAwait(false),
            Baseline = await reading.BaselineAsync(before, null, cancellationToken).ConfigureAwait(false),
            Looks = gate.Looks,
            Exchanges = IdenticalModel.Exchanges,
        });
        if (verdict.DataProblems is [var problem, ..])
            return new([Unknown(problem.Message.TrimEnd('.'))], []);
        string[] drops = [.. verdict.Criteria.Where(c => c.Criterion.IsComparison).Select(Drop).OfType<string>()];
        var identical = ReportWording.IdenticalModel(verdict.IdenticalModel);
        return new([.. drops, .. identical is null ? [] : new[] { identical.TrimEnd('.') }], [.. verdict.Criteria.Select(Undecidable).OfType<GateDiagnostic>()]);
    }

    static string? Drop(CriterionVerdict verdict) => ReportWording.DropThatPasses(verdict) is not { } drop ? null
        : $"{RemoteText.OneLine(CriterionText.Title(verdict.Criterion), 100)}: {ReportWording.DropLabel(verdict).ToLowerInvariant()}: {drop}";

    /// <summary>A criterion whose interval has no end on either side, or that has too few examples, is decided by no run of this size.</summary>
    static GateDiagnostic? Undecidable(CriterionVerdict verdict)
    {
        var title = RemoteText.OneLine(CriterionText.Title(verdict.Criterion), 100);
        var why = verdict.Finding == Finding.TooFewExamples
            ? $"{NumberFormat.Count(verdict.Clusters ?? verdict.Examples ?? 0, verdict.Clusters is null ? "example" : "cluster")} are fewer than data.minExamples"
            : verdict.Needs is { } needs and < int.MaxValue ? $"it needs at least {NumberFormat.Count(needs, verdict.Criterion.IsMean ? "example" : "row")}"
            : verdict is { Criterion.IsComparison: true, Interval: { } interval } && double.IsInfinity(interval.Low) && double.IsInfinity(interval.High)
                ? $"{NumberFormat.Count(verdict.Examples ?? 0, "row")} are too few for an interval"
            : null;
        return why is null ? null : new GateDiagnostic(GateErrorCode.GateWarning, $"{title} can never be decided with the examples of this dataset: {why}.", verdict.Criterion.Source, DiagnosticSeverity.Warning);
    }

    /// <summary>A baseline that moves with each release sees no slide of many small steps.</summary>
    string? SlowSlide() => gate.Baseline!.Latest is not null
        && gate.Criteria.FirstOrDefault(c => c.IsComparison && c.IsBlocking && !gate.Criteria.Any(f => !f.IsComparison && f.IsBlocking && f.Metric == c.Metric)) is { } bare
            ? $"\"latest\" moves with each release, and {RemoteText.OneLine(bare.Metric, 100)} has no {(bare.HigherIsBetter ? "floor (\"atLeast\")" : "ceiling (\"atMost\")")}: one point lost in each release passes most of "
                + "the time, and nothing sees the slide. Add one, or pin a baseline"
            : null;

    static string Unknown(string why) =>
        $"the drop that passes once in five, and how often an identical model passes, need two experiments of the baseline's pattern, and {why}; every verdict has both figures";
}
