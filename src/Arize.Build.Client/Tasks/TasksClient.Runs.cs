using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Arize.Build.Client.Http;
using Arize.Build.Client.Settings;

namespace Arize.Build.Client;

public partial class TasksClient
{
    /// <summary>
    /// Starts a run. The task is read first, to check the fields against its type and to build the body for it. The request is sent once: after a lost
    /// answer the exception says that the run may exist, and nothing is sent again.
    /// </summary>
    /// <param name="request">The run.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The new run, normally pending.</returns>
    /// <exception cref="ArizeException">A setting is wrong, a name is not found, or the service refuses.</exception>
    public virtual async Task<TaskRun> TriggerRunAsync(TriggerRunRequest request, CancellationToken cancellationToken = default) =>
        await SendTriggerAsync(await PlanTriggerAsync(request, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Creates an experiment task and starts its first run.</summary>
    /// <param name="task">The task.</param>
    /// <param name="experimentName">The name of the experiment that the run creates; new on the dataset.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArizeException">A setting is wrong, a name is not found, or the service refuses. The task may have been created.</exception>
    public virtual async Task<CreatedTaskRun> CreateAndRunExperimentTaskAsync(
        CreateRunExperimentTaskRequest task, string experimentName, CancellationToken cancellationToken = default)
    {
        var faults = new List<ArizeDiagnostic>();
        Check.Given("ExperimentName", experimentName, "Each run of an experiment task needs a name that is new on its dataset.", faults);
        Check.Throw(faults);
        var made = await CreateRunExperimentTaskAsync(task, cancellationToken).ConfigureAwait(false);
        var run = await TriggerRunAsync(new TriggerRunRequest { Task = made.Id, ExperimentName = experimentName }, cancellationToken).ConfigureAwait(false);
        return new CreatedTaskRun { Task = made, Run = run };
    }

    /// <summary>Lists the runs of a task, newest first. The request is checked when the list is read.</summary>
    /// <param name="request">The task and the filter.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="ArizeException">A setting is wrong, a name is not found, or the service cannot be read.</exception>
    public virtual AsyncPageable<TaskRun> ListRunsAsync(ListRunsRequest request, CancellationToken cancellationToken = default) =>
        new ServicePages<TaskRun>((cursor, either) => RunPagesAsync(request, cursor, either), cancellationToken);

    async IAsyncEnumerable<Page<TaskRun>> RunPagesAsync(ListRunsRequest request, string? cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Check.Throw(CheckListRuns(request));
        var task = await names.TaskAsync(request.Task, request.Space, cancellationToken).ConfigureAwait(false);
        var call = new ApiRequest(HttpMethod.Get, $"{TaskPath(task)}/runs")
        {
            Query = [("status", request.Status is { } status ? api.Enum(status.ToString().ToUpperInvariant()) : null)],
        };
        await foreach (var page in api.ListPagesAsync(call, "task_runs", request.Limit ?? api.PageSize, cursor, run => RunOf(task, run), cancellationToken).ConfigureAwait(false))
            yield return page;
    }

    /// <summary>Reads a run.</summary>
    /// <param name="runId">The run's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArizeException">No such run, or the service cannot be read.</exception>
    public virtual async Task<TaskRun> GetRunAsync(string runId, CancellationToken cancellationToken = default)
    {
        CheckRunId(runId, []);
        return OurRun(await api.GetAsync(RunCall(runId), cancellationToken).ConfigureAwait(false), runId);
    }

    /// <summary>
    /// Cancels a run. Unlike any other write, a cancel is repeated, for up to 5 s, if it fails temporarily (429, 5xx, a lost connection, a timeout): a run that is not cancelled costs
    /// money. If the answer still shows a live run, the run is read until it has ended or the 5 s are over. A run that had already ended is not an error: it is returned as it ended.
    /// </summary>
    /// <param name="runId">The run's id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The run after the call; it may still show a live status.</returns>
    /// <exception cref="ArizeException">No such run, or the service does not cancel a run that is live.</exception>
    public virtual async Task<TaskRun> CancelRunAsync(string runId, CancellationToken cancellationToken = default)
    {
        CheckRunId(runId, []);
        return await new RunCanceller(api, RunPath(runId), answer => OurRun(answer, runId)).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The checks of a trigger that need no request: front ends report their errors together with their own.</summary>
    internal static List<ArizeDiagnostic> CheckTrigger(TriggerRunRequest request) =>
        CheckTask(request.Task, request.Space, TriggerRules.CheckBeforeReading(request));

    /// <summary>The checks of a list request that need no request.</summary>
    internal static List<ArizeDiagnostic> CheckListRuns(ListRunsRequest request)
    {
        var faults = new List<ArizeDiagnostic>();
        if (request.Limit is { } limit)
            Check.Limit(nameof(request.Limit), limit, 100, faults);
        if (request.Status == RunStatus.Unknown)
            faults.Add(Diagnostic.Value(nameof(request.Status), "Unknown", "Valid: Pending, Running, Completed, Failed, Cancelled."));
        return CheckTask(request.Task, request.Space, faults);
    }

    /// <summary>The checks of a run's id that need no request.</summary>
    internal static IReadOnlyList<ArizeDiagnostic> CheckRun(string setting, string runId)
    {
        var faults = new List<ArizeDiagnostic>();
        Check.Id(setting, runId, faults);
        return faults;
    }

    /// <summary>Does everything that a trigger needs except sending it, for a caller that records the trigger before it is sent.</summary>
    /// <param name="request">The run.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArizeException">A setting is wrong, a name is not found, or the service cannot be read.</exception>
    public virtual Task<TriggerPlan> PlanTriggerAsync(TriggerRunRequest request, CancellationToken cancellationToken = default) => PlanTriggerAsync(request, null, cancellationToken);

    /// <summary>Does everything that a trigger needs except sending it, for a caller that records the trigger before it is sent.</summary>
    /// <param name="request">The run.</param>
    /// <param name="complete">Fills in what follows from the task, such as the experiment's name; null changes nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArizeException">A setting is wrong, a name is not found, or the service cannot be read.</exception>
    public virtual async Task<TriggerPlan> PlanTriggerAsync(
        TriggerRunRequest request, Func<ArizeTask, TriggerRunRequest>? complete, CancellationToken cancellationToken = default)
    {
        Check.Throw(CheckTrigger(request));
        var task = await GetAsync(request.Task, request.Space, cancellationToken).ConfigureAwait(false);
        request = complete?.Invoke(task) ?? request;
        Check.Throw(TriggerRules.CheckAgainst(task, request));
        return new TriggerPlan { Task = task, Body = await TriggerBodyAsync(task, request, cancellationToken).ConfigureAwait(false) };
    }

    /// <summary>Sends a trigger once. The same plan may be sent again if <see cref="ArizeException.NeverSent"/> proves that the first one was not.</summary>
    /// <param name="plan">The trigger.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArizeException">The service refuses, or whether it has started the run is not known.</exception>
    public virtual async Task<TaskRun> SendTriggerAsync(TriggerPlan plan, CancellationToken cancellationToken = default) =>
        RunOf(plan.Task.Id, await api.WriteAsync(new ApiRequest(HttpMethod.Post, $"{TaskPath(plan.Task.Id)}/trigger") { Body = ApiRequest.Json(plan.Body) }, cancellationToken)
            .ConfigureAwait(false));

    async Task<JsonObject> TriggerBodyAsync(ArizeTask task, TriggerRunRequest request, CancellationToken cancellationToken)
    {
        var body = new JsonObject();
        Put(body, "data_start_time", Moment(request.DataStartTime));
        Put(body, "data_end_time", Moment(request.DataEndTime));
        Put(body, "max_spans", request.MaxSpans);
        Put(body, "override_evaluations", request.OverrideEvaluations);
        if (request.ExperimentIds is { Count: > 0 } experiments)
            body["experiment_ids"] = Array(await ResolveAsync(experiments, e => names.ExperimentAsync(e, task.DatasetId!, cancellationToken)).ConfigureAwait(false));
        Put(body, "experiment_name", Set(request.ExperimentName));
        Put(body, "dataset_version_id", Set(request.DatasetVersionId));
        Put(body, "max_examples", request.MaxExamples);
        if (request.ExampleIds is { Count: > 0 } examples)
            body["example_ids"] = Array(examples);
        Put(body, "query_filter", Set(request.QueryFilter));
        if (request.TracingMetadata is { Count: > 0 } metadata)
            body["tracing_metadata"] = new JsonObject(metadata.Select(m => KeyValuePair.Create(m.Key, (JsonNode?)m.Value)));
        if (request.EvaluationTaskIds is { Count: > 0 } tasks)
            body["evaluation_task_ids"] = Array(await ResolveAsync(tasks, t => names.TaskAsync(t, request.Space, cancellationToken)).ConfigureAwait(false));
        return body;
    }

    static void CheckRunId(string? runId, List<ArizeDiagnostic> faults)
    {
        Check.Given("RunId", runId, "Give the id of a task run, as a trigger returns it.", faults);
        Check.Id("RunId", runId, faults);
        Check.Throw(faults);
    }

    /// <summary>A run of another task is not the one that was requested; older servers may leave the task out.</summary>
    static TaskRun RunOf(string taskId, System.Text.Json.JsonElement answer)
    {
        var run = TaskRun.Read(answer);
        return run.TaskId is null || run.TaskId == taskId
            ? run
            : throw JsonFields.Unexpected($"run of task {taskId}", $"it is about a run of another task, {run.TaskId}");
    }

    static TaskRun OurRun(System.Text.Json.JsonElement answer, string runId)
    {
        var run = TaskRun.Read(answer);
        return run.Id == runId ? run : throw JsonFields.Unexpected($"task run {runId}", $"it is about another run, {run.Id}");
    }

    static ApiRequest RunCall(string runId) => new(HttpMethod.Get, RunPath(runId));

    static string RunPath(string runId) => $"v2/task-runs/{Uri.EscapeDataString(runId)}";

    static string? Moment(DateTimeOffset? moment) => moment?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
