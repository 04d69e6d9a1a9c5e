using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Records;
using Arize.Build.Gates.Reports;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Running;

/// <summary>The last phase of a gate: reports, verdict, and the end of its record.</summary>
internal sealed class GateClosing(ArizeClient arize, GateRequest request, RunRecord record)
{
    readonly GateDefinition gate = request.Gate!;

    /// <summary>Writes the reports and, last, the verdict; then closes the record: a step that is killed before and started again goes on with its runs.</summary>
    public async Task<GateResult> CloseAsync(GateState state, TimeSpan elapsed)
    {
        var (first, runs) = (state.Runs is [var complete, ..] ? complete : null, state.Runs.Select(r => r.Run).OfType<TaskRun>());
        // A repeat that did not complete is not among the complete runs, and yet part of what there is to report.
        state = first is null ? state : state with { Run = first.Run, Experiment = first.Experiment, Reused = first.Reused };
        var verdict = state.Verdict ?? Stopped(state);
        if (request.Context.Override is { } written && !verdict.Passed)
        {
            // What is written in haste may be the key.
            var given = written with { Owner = arize.WithoutKey(written.Owner), Reason = arize.WithoutKey(written.Reason), Source = arize.WithoutKey(written.Source) };
            if (given.Expires > arize.ServerNow)
                verdict = verdict with { Override = given };
            else
                state = state.With(new GateDiagnostic(GateErrorCode.GateWarning, $"The override expired while the gate ran: {given}.", Severity: DiagnosticSeverity.Warning));
        }
        var meta = Meta(state, elapsed);
        var report = GateReports.Of(request.Name, verdict, state.Diagnostics, state.Cost, meta, state.Judged) with { FailedRows = state.FailedRows, Worst = state.Worst };
        state = state.With(await new ReportFiles(arize.TimeProvider).WriteAsync(report, request.Record, gate.Reports, request.Context.StepSummary).ConfigureAwait(false));
        await VerdictFile.WriteAsync(request.Record, VerdictFile.Render(request.Name, verdict, state.Diagnostics, state.Cost, VerdictEvidence.In(request.Record, state.Run is { } only && first is null ? [only] : runs) with { FailedRows = state.FailedRows }, meta)).ConfigureAwait(false);
        foreach (var send in record.Sends.Where(s => s.IsOpen))
            record.Write(send with { State = SendState.Done });
        if (record.Windows is { } windows)
            record.Write(windows with { IsDone = true });
        var page = Path.Combine(request.Record, ReportFiles.Html);
        return new GateResult
        {
            Gate = request.Name,
            Verdict = verdict,
            Diagnostics = GateDiagnostics.Of(request.Name, verdict, state.Diagnostics, gate.Path),
            Table = VerdictTable.Lines(request.Name, verdict, state, elapsed),
            ReportFile = File.Exists(page) ? page : null,
            NextStep = NextStep.For(verdict, state.Diagnostics),
            Run = state.Run,
            Experiment = state.Experiment,
            Reused = state.Reused is not null,
            ExperimentName = state.Experiment?.Name ?? state.Triggered?.ExperimentName,
            Baseline = state.Baseline,
            Cost = state.Cost,
            VerdictFile = Path.Combine(request.Record, RecordFile.Verdict),
            Elapsed = elapsed,
        };
    }

    /// <summary>Writes the reports of a gate that failed to run, or was interrupted. There is no verdict.</summary>
    /// <param name="state">What is known.</param>
    /// <param name="why">Why there is no verdict; null if the build was interrupted.</param>
    /// <param name="elapsed">How long it took.</param>
    public Task ReportAsync(GateState state, ArizeException? why, TimeSpan elapsed)
    {
        var causes = why?.Diagnostics ?? [new ArizeDiagnostic(GateErrorCode.NotJudged, "The build was interrupted before the gate was judged.")];
        GateDiagnostic[] diagnostics = [.. causes.Select(d => new GateDiagnostic(d.Code, d.Message)), .. state.Diagnostics];
        var verdict = new GateVerdict { Outcome = Outcome.Error, Passed = false, Waivers = Waivers.Used(gate.Waivers, [], DateOnly.FromDateTime(arize.ServerNow.UtcDateTime)) };
        var report = GateReports.Of(request.Name, verdict, diagnostics, state.Cost, Meta(state, elapsed), null) with { NextStep = why is null ? NextStep.Interrupted(request.Name) : NextStep.For(why) };
        return new ReportFiles(arize.TimeProvider).WriteAsync(report, request.Record, gate.Reports, request.Context.StepSummary);
    }

    /// <summary>A "no" before there was anything to judge, or after a repeat that failed: it makes nothing better. Too many errors are an answer; a run that did not complete, or proves nothing, is none.</summary>
    GateVerdict Stopped(GateState state) => (state.Before ?? new GateVerdict { Outcome = Outcome.Error, Passed = false }) with
    {
        Outcome = state.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).All(d => d.Code == GateErrorCode.TooManyErrors) ? Outcome.Fail : Outcome.Error,
        Passed = false,
        Waivers = Waivers.Used(gate.Waivers, state.Before?.Criteria ?? [], DateOnly.FromDateTime(arize.ServerNow.UtcDateTime)),
    };

    VerdictMeta Meta(GateState state, TimeSpan elapsed) => new()
    {
        Service = arize.Service,
        JudgedAt = arize.ServerNow,
        Elapsed = elapsed,
        Build = request.Context.Build,
        Commit = request.Context.Commit,
        Branch = request.Context.Branch,
        BuildPage = request.Context.BuildPage,
        Project = request.Context.Project,
        ProjectVersion = request.Context.Version,
        TaskName = state.Task?.Name,
        Model = (state.Task?.RunConfiguration as LlmGeneration)?.ModelName,
        SourceChanges = request.Context.Changes.Value,
        GateHash = request.Hash,
        Run = state.Run,
        RunId = state.Triggered?.RunId ?? record.Find(SendKind.Run)?.RunId,
        ExperimentId = state.Experiment?.Id ?? state.Run?.ExperimentId,
        ExperimentName = state.Experiment?.Name ?? state.Triggered?.ExperimentName ?? record.Find(SendKind.Run)?.ExperimentName,
        Reused = state.Reused is not null,
        ReusedFrom = state.Runs.Select(r => r.Reused).Append(state.Reused).Min(r => r?.Experiment.CreatedAt),
        DatasetId = state.Experiment?.DatasetId,
        DatasetVersionId = state.Experiment?.DatasetVersionId,
        Baseline = state.Baseline,
        Repeats = [.. state.Runs.Skip(1).Select(r => new RepeatDocument { RunId = r.Run?.Id, ExperimentId = r.Experiment.Id, ExperimentName = r.Experiment.Name })],
    };
}
