using System.IO.Enumeration;
using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates.Uploads;
using Arize.Build.Gates.Records;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Gates.Running;

/// <summary>A baseline that was found, or why there is none.</summary>
/// <param name="Used">The baseline; null if there is none.</param>
/// <param name="Rows">Its rows, where a record holds them.</param>
/// <param name="Why">Why there is none.</param>
/// <param name="IsWrong">True if there is one that may not be used: that is never waived.</param>
internal sealed record BaselineFound(BaselineUsed? Used, RowSummary? Rows = null, string? Why = null, bool IsWrong = false);

/// <summary>Finds what a gate compares with, before anything is triggered: a gate that cannot be judged should cost nothing.</summary>
internal sealed class BaselineSearch(ArizeClient arize, GateDefinition gate)
{
    /// <summary>Hashes of the dataset's examples, for a gate that uploads; null for others.</summary>
    public IReadOnlySet<UInt128>? Examples { get; init; }

    /// <summary>Finds it.</summary>
    /// <param name="datasetId">The dataset of the candidate.</param>
    /// <param name="taskId">The gate's own task; null if it has none.</param>
    /// <param name="isOwn">Tells the candidate itself, which is no baseline.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<BaselineFound> FindAsync(string? datasetId, string? taskId, Func<Experiment, bool> isOwn, CancellationToken cancellationToken)
    {
        var wanted = gate.Baseline!;
        if (wanted.Record is { } folder)
            return Record(folder, datasetId, wanted.MaxAge);
        if (datasetId is null)
            return new(null, Why: "The experiment has no dataset, so there is no baseline to look for.", IsWrong: true);
        return wanted.Latest is { } pattern
            ? await LatestAsync(pattern, wanted, datasetId, taskId, isOwn, cancellationToken).ConfigureAwait(false)
            : await NamedAsync(wanted.Experiment!, datasetId, isOwn, cancellationToken).ConfigureAwait(false);
    }

    async Task<BaselineFound> NamedAsync(string name, string datasetId, Func<Experiment, bool> isOwn, CancellationToken cancellationToken)
    {
        try
        {
            var found = await arize.Experiments.GetAsync(name, datasetId, gate.Space, cancellationToken).ConfigureAwait(false);
            if (found.DatasetId != datasetId)
                return new(null, Why: $"The baseline {RemoteText.Quote(found.Name)} was made on another dataset ({found.DatasetId}), so its examples are not the same.", IsWrong: true);
            return isOwn(found)
                ? new(null, Why: "The experiment cannot be compared with itself.", IsWrong: true)
                : new(Used(found));
        }
        catch (ArizeException e) when (e.Code == ArizeErrorCode.NotFound)
        {
            return new(null, Why: $"There is no baseline: {e.Diagnostics[0].Message}");
        }
    }

    /// <summary>The newest completed run wins; an experiment counts only where such a run has made exactly it.</summary>
    async Task<BaselineFound> LatestAsync(string pattern, BaselineSection wanted, string datasetId, string? taskId, Func<Experiment, bool> isOwn, CancellationToken cancellationToken)
    {
        if (Examples is not null && wanted.Task is null)
            return await LoggedAsync(pattern, wanted, datasetId, isOwn, cancellationToken).ConfigureAwait(false);
        if ((wanted.Task ?? taskId) is not { } task)
            return new(null, Why: "There is no baseline: the task is not there yet, so no run of it has completed.");
        var byId = new Dictionary<string, Experiment>(StringComparer.Ordinal);
        await foreach (var experiment in arize.Experiments.ListAsync(new() { Dataset = datasetId }, cancellationToken).ConfigureAwait(false))
            if (!isOwn(experiment) && FileSystemName.MatchesSimpleExpression(pattern, experiment.Name, ignoreCase: false) && !ExperimentNames.IsRepeat(experiment.Name))
                byId[experiment.Id] = experiment;
        var request = new ListRunsRequest { Task = task, Space = gate.Space, Status = RunStatus.Completed };
        (TaskRun Run, Experiment Experiment)? newest = null;
        await foreach (var run in arize.Tasks.ListRunsAsync(request, cancellationToken).ConfigureAwait(false))
            if (run is { Status: RunStatus.Completed, ExperimentId: { } id } && byId.TryGetValue(id, out var made) && (newest is null || run.CreatedAt > newest.Value.Run.CreatedAt))
                newest = (run, made);
        if (newest is not { } found)
            return new(null, Why: $"There is no baseline: no completed run of the task has made an experiment named {RemoteText.Quote(pattern)} ({byId.Count} of that name on the dataset).");
        return TooOld(found.Run.CreatedAt ?? found.Experiment.CreatedAt, wanted.MaxAge) is { } old
            ? new(null, Why: $"There is no baseline: the newest, {RemoteText.Quote(found.Experiment.Name)}, {old}")
            : new(Used(found.Experiment));
    }

    async Task<BaselineFound> LoggedAsync(string pattern, BaselineSection wanted, string datasetId, Func<Experiment, bool> isOwn, CancellationToken cancellationToken)
    {
        var (found, why) = await new LoggedBaseline(arize, Examples!, gate.Data.MinOverlap).FindAsync(pattern, datasetId, isOwn, cancellationToken).ConfigureAwait(false);
        return found is null ? new(null, Why: why)
            : TooOld(found.CreatedAt, wanted.MaxAge) is { } old ? new(null, Why: $"There is no baseline: the newest, {RemoteText.Quote(found.Name)}, {old}")
            : new(Used(found));
    }

    BaselineFound Record(string folder, string? datasetId, TimeSpan? maxAge)
    {
        if (VerdictFile.Read(folder) is not { } verdict)
            return new(null, Why: $"There is no baseline: {RemoteText.Quote(folder)} holds no verdict.json.");
        if (verdict.Scores is not { } scores)
            return new(null, Why: $"There is no baseline: the record in {RemoteText.Quote(folder)} has no rows; its gate was stopped before they were read.", IsWrong: true);
        if (TrafficRecord.Misfit(gate, verdict) is { } misfit)
            return new(null, Why: $"The baseline in {RemoteText.Quote(folder)} cannot be used: {misfit}", IsWrong: true);
        var (rows, meta) = (ScoresFile.ReadRows(folder, RecordFile.Scores, scores, TrafficRecord.NewSummary(gate)), verdict.Meta);
        if (meta.DatasetId is { } theirs && theirs != datasetId)
            return new(null, Why: $"The baseline in {RemoteText.Quote(folder)} was made on another dataset ({RemoteText.OneLine(theirs, 100)}), so its examples are not the same.", IsWrong: true);
        return TooOld(VerdictFile.Moment(meta.JudgedAt), maxAge) is { } old
            ? new(null, Why: $"There is no baseline: the record {old}")
            : new(new BaselineUsed { Name = meta.ExperimentName ?? (verdict.Traffic is { } traffic ? $"{traffic.Project}, {traffic.Candidate.From} to {traffic.Candidate.To}" : folder), ExperimentId = meta.ExperimentId, DatasetVersionId = meta.DatasetVersionId, Record = folder }, rows);
    }

    string? TooOld(DateTimeOffset? made, TimeSpan? most) => most is not { } limit ? null
        : made is not { } moment ? "does not say how old it is."
        : arize.ServerNow - moment > limit ? $"is older than {Duration.Show(limit)}." : null;

    static BaselineUsed Used(Experiment experiment) => new() { Name = experiment.Name, ExperimentId = experiment.Id, DatasetVersionId = experiment.DatasetVersionId };
}
