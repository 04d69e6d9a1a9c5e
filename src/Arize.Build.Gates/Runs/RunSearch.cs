using Arize.Build.Client;

namespace Arize.Build.Gates.Runs;

/// <summary>Searches for what a trigger may have started. Reads only.</summary>
internal sealed class RunSearch(ArizeClient arize, TriggerPlan plan)
{
    public TriggerPlan Plan => plan;

    /// <summary>The experiment of exactly that name on the task's dataset.</summary>
    public async Task<Experiment?> ExperimentAsync(string name, CancellationToken cancellationToken) => plan.Task.DatasetId is { } dataset
        ? await ExperimentSearch.ByNameAsync(arize, dataset, name, cancellationToken).ConfigureAwait(false)
        : null;

    /// <summary>The task's runs since a moment, newest first.</summary>
    /// <param name="since">The moment.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <param name="atLeast">How many to return, even if they are older.</param>
    public async Task<IReadOnlyList<TaskRun>> RunsSinceAsync(DateTimeOffset since, CancellationToken cancellationToken, int atLeast = 0)
    {
        var runs = new List<TaskRun>();
        await foreach (var run in arize.Tasks.ListRunsAsync(new ListRunsRequest { Task = plan.Task.Id }, cancellationToken).ConfigureAwait(false))
        {
            if (run.CreatedAt < since && runs.Count >= atLeast)
                break;
            runs.Add(run);
        }
        return runs;
    }

    /// <summary>The task's runs that were not there before the trigger.</summary>
    public async Task<IReadOnlyList<TaskRun>> CandidatesAsync(SendEntry entry, TimeSpan slack, CancellationToken cancellationToken) =>
        [.. (await RunsSinceAsync(entry.Prepared - slack, cancellationToken).ConfigureAwait(false)).Where(r => !entry.Before.Contains(r.Id))];

    /// <summary>The candidates in a sentence.</summary>
    public async Task<string> TellCandidatesAsync(SendEntry entry, TimeSpan slack, CancellationToken cancellationToken)
    {
        var runs = await CandidatesAsync(entry, slack, cancellationToken).ConfigureAwait(false);
        return runs.Count == 0 ? "No run that could be it was found." : $"Candidates: {string.Join(", ", runs.Select(r => $"{r.Id} ({RemoteText.OneLine(r.StatusText, 30)})"))}.";
    }

    /// <summary>The run that is proven to be ours: by its experiment's name, or by the end of the data window that was made for it.</summary>
    public async Task<TaskRun?> FindAsync(SendEntry entry, TimeSpan slack, CancellationToken cancellationToken)
    {
        if (entry.ExperimentName is { } name)
            return await ExperimentAsync(name, cancellationToken).ConfigureAwait(false) is { } experiment
                ? (await RunsSinceAsync(entry.Prepared - slack, cancellationToken).ConfigureAwait(false)).FirstOrDefault(r => r.ExperimentId == experiment.Id)
                : null;
        if (entry.Fingerprint is not { } mark)
            return null;
        var runs = await CandidatesAsync(entry, slack, cancellationToken).ConfigureAwait(false);
        var marked = runs.Where(r => r.DataEndTime is { } end && (end - mark).Duration() < TimeSpan.FromMilliseconds(1)).ToArray();
        return marked.Length == 1 ? marked[0] : null;
    }

    /// <summary>
    /// For an evaluation of experiments, whose runs do not say what they score: true if all newer runs of the task have ended and every row of the experiments has
    /// a score of every evaluator. Not where scores were to be made again: old ones would pass for new.
    /// </summary>
    public async Task<bool> ScoresAreThereAsync(SendEntry entry, TimeSpan slack, CancellationToken cancellationToken)
    {
        var experiments = plan.Body["experiment_ids"]?.AsArray().Select(e => e!.GetValue<string>()).ToArray() ?? [];
        if (experiments.Length == 0 || plan.Task.Evaluators.Count == 0 || plan.Body["override_evaluations"]?.GetValue<bool>() == true)
            return false;
        var runs = await CandidatesAsync(entry, slack, cancellationToken).ConfigureAwait(false);
        if (!runs.All(r => r.IsFinal))
            return false;
        foreach (var experiment in experiments)
        {
            var rows = 0;
            await foreach (var row in arize.Experiments.ListRowsAsync(experiment, cancellationToken).ConfigureAwait(false))
            {
                rows++;
                if (row.Error is null && !plan.Task.Evaluators.All(e => IsJudged(row, e.Name)))
                    return false;
            }
            if (rows == 0)
                return false;
        }
        return true;
    }

    public static bool IsJudged(ExperimentRow row, string? evaluator) =>
        evaluator is not null && row.Evaluations.TryGetValue(evaluator, out var said) && (said.Score is { } score && double.IsFinite(score) || said.Label is not null);
}
