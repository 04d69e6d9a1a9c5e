using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Uploads;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Settings;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Reuse;

/// <summary>
/// Looks for an identical experiment before a gate pays for another one. It reads only, and takes nothing on trust: a COMPLETED run of this very task without errors, or the
/// very results logged whole; every row there; made within the maximum age.
/// </summary>
internal sealed class ReuseSearch(ArizeClient arize, IBuildLog log, GateDefinition gate, bool isAllowed, IReadOnlyList<SendEntry> earlier)
{
    /// <summary>Which run of the gate is looked for. Default: 1, the first.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>Looks.</summary>
    /// <param name="task">The task that would be run; null if results would be uploaded.</param>
    /// <param name="results">The results that would be uploaded; null if a task would be run.</param>
    /// <param name="evaluations">The evaluation tasks.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The fingerprint to put into the name of a new experiment (null for none), and what was found (null for nothing).</returns>
    public async Task<(string? Fingerprint, Reused? Found)> FindAsync(
        ArizeTask? task, ResultsInDataset? results, IReadOnlyList<ArizeTask> evaluations, CancellationToken cancellationToken)
    {
        // A name that is given is used word for word: nothing can be told from it.
        if (task is null && results is null || (gate.Run?.Name ?? gate.Results?.Name) is not null)
            return default;
        try
        {
            var dataset = results?.Dataset.Id ?? task!.DatasetId;
            if (dataset is null)
                return default;
            var version = results is not null ? results.VersionId
                : gate.Run!.DatasetVersion ?? gate.PinnedDatasetVersion ?? (await arize.Datasets.GetAsync(dataset, null, cancellationToken).ConfigureAwait(false)).LatestVersionId;
            var maker = new Fingerprint(arize, gate);
            var fingerprint = results is not null
                ? await maker.OfResultsAsync(results, evaluations, cancellationToken).ConfigureAwait(false)
                : await maker.OfRunAsync(task!, version, evaluations, cancellationToken).ConfigureAwait(false);
            if (fingerprint is null || Age(task) is not { } most)
                return (fingerprint, null);
            return (fingerprint, await FindAsync(dataset, version, fingerprint, most, task, results, evaluations, cancellationToken).ConfigureAwait(false));
        }
        catch (ArizeException e)
        {
            log.Detail($"Nothing is reused, because it cannot be looked for: {e.Diagnostics[0]}");
            return default;
        }
    }

    /// <summary>How old an experiment may be; null if none is reused.</summary>
    TimeSpan? Age(ArizeTask? task)
    {
        if (!isAllowed || gate.Reuse == TimeSpan.Zero)
            return null;
        // What this build has left open comes first: a run that may be active, or an experiment that was uploaded.
        if (earlier.Any(e => e is { IsOpen: true, Kind: not SendKind.Evaluation } && e.Repeat == Repeat))
            return null;
        // What answers behind an agent's address is no part of the configuration: a new deployment would be judged by the old one's outputs.
        if (gate.Reuse is null && task?.RunConfiguration is AgentCall)
            return null;
        return gate.Reuse ?? GateDefinition.DefaultReuse;
    }

    async Task<Reused?> FindAsync(
        string datasetId, string? version, string fingerprint, TimeSpan most, ArizeTask? task, ResultsInDataset? results, IReadOnlyList<ArizeTask> evaluations, CancellationToken cancellationToken)
    {
        var candidates = new List<Experiment>();
        await foreach (var experiment in arize.Experiments.ListAsync(new() { Dataset = datasetId, Name = fingerprint }, cancellationToken).ConfigureAwait(false))
            if (experiment.Name.EndsWith("-" + fingerprint + ExperimentNames.Ending(Repeat), StringComparison.Ordinal) && experiment.DatasetId == datasetId && experiment.DatasetVersionId == version
                && experiment.CreatedAt is { } made && arize.ServerNow - made <= most)
                candidates.Add(experiment);
        foreach (var candidate in candidates.OrderByDescending(c => c.CreatedAt))
        {
            TaskRun? run = null;
            if (task is not null && (run = await RunOfAsync(task, candidate, cancellationToken).ConfigureAwait(false)) is null)
                continue;
            var (rows, errors, same, unscored) = await RowsAsync(candidate.Id, results, evaluations, cancellationToken).ConfigureAwait(false);
            var isWhole = run is not null ? rows == run.NumSuccesses && errors == 0 : rows == results!.File.Count && same == rows;
            if (!isWhole)
                continue;
            var age = Duration.Show(arize.ServerNow - candidate.CreatedAt!.Value);
            log.Milestone(unscored.Count == 0
                ? $"Reused experiment {RemoteText.Quote(candidate.Name)}, nothing was triggered. It was made {age} ago from identical inputs; ArizeReuse=false (in Cake, Reuse = false) runs it again."
                : $"Reused experiment {RemoteText.Quote(candidate.Name)}, {(task is null ? "nothing was logged" : "no run was triggered")}; it lacks scores of {string.Join(", ", unscored.Select(t => RemoteText.Quote(t.Name)))}. It was made {age} ago from identical inputs; ArizeReuse=false (in Cake, Reuse = false) runs it again.");
            return new Reused(candidate, run, rows, unscored);
        }
        return null;
    }

    /// <summary>The run that made the experiment, where it is good without reserve. One with errors is made again: most errors pass.</summary>
    async Task<TaskRun?> RunOfAsync(ArizeTask task, Experiment experiment, CancellationToken cancellationToken)
    {
        await foreach (var run in arize.Tasks.ListRunsAsync(new ListRunsRequest { Task = task.Id, Status = RunStatus.Completed }, cancellationToken).ConfigureAwait(false))
        {
            if (run.ExperimentId == experiment.Id)
                return run.Status == RunStatus.Completed && RunJudge.Judge(run, new RunLimits()) is null ? run : null;
            // A run is older than what it makes; a day of waiting in a queue is more than any.
            if (run.CreatedAt < experiment.CreatedAt - TimeSpan.FromDays(1))
                return null;
        }
        return null;
    }

    /// <summary>Of logged rows, a name proves nothing: each must hold what the results say.</summary>
    async Task<(int Rows, int Errors, int Same, IReadOnlyList<ArizeTask> Unscored)> RowsAsync(
        string experimentId, ResultsInDataset? results, IReadOnlyList<ArizeTask> evaluations, CancellationToken cancellationToken)
    {
        var (rows, errors, same) = (0, 0, 0);
        var seen = new HashSet<int>();
        var unscored = new HashSet<ArizeTask>(evaluations.Where(t => t.Evaluators.Count == 0), ReferenceEqualityComparer.Instance);
        await foreach (var row in arize.Experiments.ListRowsAsync(new ListRowsRequest { ExperimentId = experimentId, IncludeTexts = false }, cancellationToken).ConfigureAwait(false))
        {
            rows++;
            if (results?.File.Find(row) is { } line && results.File.Rows[line].Output == (RowSummary.Digest(row)?.Hash ?? OutputDigest.HashOf("")) && seen.Add(line))
                same++;
            if (row.Error is not null)
                errors++;
            else
                unscored.UnionWith(evaluations.Where(t => !t.Evaluators.All(e => RunSearch.IsJudged(row, e.Name))));
        }
        return (rows, errors, same, [.. evaluations.Where(unscored.Contains)]);
    }
}
