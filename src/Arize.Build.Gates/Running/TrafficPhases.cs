using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Records;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Running;

/// <summary>What the phases of a gate do if it judges production traffic.</summary>
/// <param name="arize">The client.</param>
/// <param name="log">Reports what happens.</param>
/// <param name="request">The gate.</param>
/// <param name="traffic">The traffic.</param>
internal sealed class TrafficPhases(ArizeClient arize, IBuildLog log, GateRequest request, TrafficFound traffic)
{
    readonly GateDefinition gate = request.Gate!;
    readonly TrafficReading reading = new(arize, log, request.Gate!, traffic);

    /// <summary>Writes the windows down before anything is sent for them; a gate that is continued keeps its own.</summary>
    public void Fix(RunRecord record)
    {
        if (!traffic.IsContinued)
            record.Write(new TrafficPreparation(arize, request).Fix(traffic));
        Report($"judges project {RemoteText.Quote(traffic.Project.Name)}, {traffic.Candidate}{(traffic.Baseline is { } other ? $"; compared with {other}" : "")}"
            + (traffic.IsContinued ? "; an earlier step fixed this" : ""));
    }

    /// <summary>Has the windows evaluated. What will stay without a score is reported before anything is triggered.</summary>
    public async Task<IReadOnlyList<EvaluationDone>> EvaluateAsync(EvaluationRuns evaluations, IReadOnlyList<ArizeTask> tasks, CancellationToken cancellationToken)
    {
        foreach (var line in new TrafficPreparation(arize, request).Unscored(tasks))
            Report(line);
        return await evaluations.TriggerAsync(tasks, traffic.Sides.Select(s => s.Side.Window), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether an evaluation that did nothing only means that nothing was left to do: then the scores that exist decide.</summary>
    public static bool FoundNothing(TaskRun run) => run.Status == RunStatus.Completed || run is { Status: RunStatus.Cancelled, NumSuccesses: 0, NumErrors: 0, FailureReason: null or "" };

    /// <summary>Reads the windows.</summary>
    /// <param name="state">The state, with what was evaluated.</param>
    /// <param name="patience">How long late scores are waited for.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<(GateState State, RowSummary Candidate, RowSummary? Baseline)> ReadAsync(GateState state, TimeSpan patience, CancellationToken cancellationToken)
    {
        var (candidate, baseline) = await reading.ReadAsync(request.Record, state.Evaluated, patience, cancellationToken).ConfigureAwait(false);
        baseline ??= state.Compared?.Rows;
        if (state.Baseline?.Record is { } pinned)
            RecordFile.Copy(pinned, RecordFile.Scores, request.Record, RecordFile.Baseline);
        Report($"read {reading.Scored(candidate)}{(baseline is null ? "" : $"; baseline {reading.Scored(baseline)}")}");
        state = state.With(reading.Diagnostics).With(Problems(candidate, baseline));
        if (baseline is { Rows: 0 } && gate.Baseline!.WhenMissing != Outcome.Error)
            return (state.With(new GateDiagnostic(GateErrorCode.GateWarning, $"There is no baseline: {traffic.Baseline} holds no {traffic.Noun}.", gate.BaselineAt, DiagnosticSeverity.Warning)), candidate, null);
        return (state, candidate, baseline);
    }

    /// <summary>The worst observations of a window that did not pass.</summary>
    public Task<IReadOnlyList<WorstObservation>> WorstAsync(GateVerdict? verdict, CancellationToken cancellationToken) =>
        new WorstTraffic(reading, traffic, request.Context.Links).ReadAsync(verdict, cancellationToken);

    /// <summary>The traffic as a verdict names it.</summary>
    public JudgedTraffic Judged(JudgeRequest judged)
    {
        return new JudgedTraffic
        {
            Project = traffic.Project.Name,
            ProjectId = traffic.Project.Id,
            Unit = traffic.UnitWord,
            Clusters = traffic.Clusters,
            Candidate = Window(traffic.Candidate, judged.Candidate),
            Baseline = traffic.Baseline is { } other && judged.Baseline is { } rows ? Window(other, rows) : null,
        };

        static TrafficWindow Window(TrafficSide side, RowSummary rows) => new() { From = side.Window.From, To = side.Window.To, Filter = side.Filter, Observations = rows.Rows };
    }

    /// <summary>What can only be seen in the ids: an observation that counts twice is evidence of nothing.</summary>
    IEnumerable<GateDiagnostic> Problems(RowSummary candidate, RowSummary? baseline)
    {
        foreach (var (rows, at) in new[] { (candidate, gate.TracesAt), (baseline, gate.BaselineAt) })
            if (rows is not null && rows.Examples != rows.Rows)
                yield return new GateDiagnostic(GateErrorCode.NotJudged, $"{NumberFormat.Count(rows.Rows - rows.Examples, traffic.Noun)} {(at == gate.TracesAt ? "of the window" : "of the baseline")} have the id of another one: each would count twice.", at);
        if (baseline is not null && Shared(candidate.Index.Examples, baseline.Index.Examples) is > 0 and var shared)
            yield return new GateDiagnostic(GateErrorCode.NotJudged, $"{NumberFormat.Count(shared, traffic.Noun)} are on both sides of the comparison. Give the sides windows that do not overlap, or filters that exclude each other.", gate.BaselineAt);
    }

    static int Shared(UInt128[] ours, UInt128[] theirs)
    {
        var shared = 0;
        for (int i = 0, j = 0; i < ours.Length && j < theirs.Length;)
        {
            var order = ours[i].CompareTo(theirs[j]);
            shared += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return shared;
    }

    void Report(string what) => log.Milestone($"Gate {RemoteText.Quote(request.Name)}: {what}.");
}
