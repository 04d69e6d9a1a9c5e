using Arize.Build.Client;

namespace Arize.Build.Gates.Runs;

/// <summary>Makes an experiment task, or brings the one of that name up to date: a build script says what the task should be, each time it runs.</summary>
internal sealed class ExperimentTaskSetup(ArizeClient arize, IBuildLog log)
{
    /// <summary>Makes or updates the task.</summary>
    /// <param name="request">What the task should be. Without a space, one of that name is looked for among the tasks of the dataset.</param>
    /// <param name="ifExists">What to do if there is one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArizeException">A setting is wrong, the task exists and may not, or it has another type or dataset; or the service refuses.</exception>
    public async Task<ArizeTask> EnsureAsync(CreateRunExperimentTaskRequest request, IfExists ifExists, CancellationToken cancellationToken)
    {
        var faults = new List<ArizeDiagnostic>();
        Client.Settings.Check.Given("Name", request.Name, "Give the task a name.", faults);
        Client.Settings.Check.Given("Dataset", request.Dataset, "An experiment task needs the dataset it runs over.", faults);
        Client.Settings.Check.Throw(faults);

        var found = request.Space is { } space
            ? await arize.Tasks.FindAsync(request.Name, space, cancellationToken).ConfigureAwait(false)
            : await FindOnDatasetAsync(request, cancellationToken).ConfigureAwait(false);
        if (found is null)
        {
            var made = await arize.Tasks.CreateRunExperimentTaskAsync(request, cancellationToken).ConfigureAwait(false);
            log.Milestone($"Created task {RemoteText.Quote(made.Name)} ({made.Id}).");
            return made;
        }
        if (ifExists == IfExists.Fail)
            throw Refuse(found, "exists already, and IfExists is Fail.");
        if (found.Type != TaskType.RunExperiment)
            throw Refuse(found, $"exists with the type {RemoteText.OneLine(found.TypeText, 60)}, and a type cannot change. Choose another name.");
        if (ifExists == IfExists.Reuse)
        {
            log.Milestone($"Using task {RemoteText.Quote(found.Name)} ({found.Id}) as it is.");
            return found;
        }
        var dataset = await arize.Datasets.GetAsync(request.Dataset, request.Space, cancellationToken).ConfigureAwait(false);
        if (dataset.Id != found.DatasetId)
            throw Refuse(found, $"exists over another dataset ({found.DatasetId}), and a dataset cannot change. Choose another name, or delete the task.");
        var updated = await arize.Tasks.UpdateAsync(
            new UpdateTaskRequest { Task = found.Id, Space = request.Space, RunConfiguration = request.RunConfiguration }, cancellationToken).ConfigureAwait(false);
        log.Milestone($"Updated the run configuration of task {RemoteText.Quote(updated.Name)} ({updated.Id}).");
        return updated;

        static ArizeException Refuse(ArizeTask task, string why) => new([new ArizeDiagnostic(ArizeErrorCode.Rejected, $"Task {RemoteText.Quote(task.Name)} ({task.Id}) {why}")]);
    }

    /// <summary>The dataset is an id then, and its tasks are all in its own space.</summary>
    async Task<ArizeTask?> FindOnDatasetAsync(CreateRunExperimentTaskRequest request, CancellationToken cancellationToken)
    {
        var found = new List<ArizeTask>();
        await foreach (var task in arize.Tasks.ListAsync(new ListTasksRequest { Name = request.Name, Dataset = request.Dataset }, cancellationToken).ConfigureAwait(false))
            if (task.Name == request.Name)
                found.Add(task);
        return found.Count < 2 ? found.FirstOrDefault() : throw new ArizeException(Diagnostic.Ambiguous("task", request.Name, found.Select(t => t.Id)));
    }
}
