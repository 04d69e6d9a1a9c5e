using System.Text.Json.Nodes;
using Arize.Build.Client.Resolution;
using Arize.Build.Client.Http;
using Arize.Build.Client.Settings;

namespace Arize.Build.Client;

public partial class TasksClient
{
    /// <summary>Creates a task whose runs are experiments on a dataset.</summary>
    /// <param name="request">The task.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArizeException">A setting is wrong, a name is not found, or the service refuses.</exception>
    public virtual async Task<ArizeTask> CreateRunExperimentTaskAsync(CreateRunExperimentTaskRequest request, CancellationToken cancellationToken = default)
    {
        var faults = new List<ArizeDiagnostic>();
        Check.Given(nameof(request.Name), request.Name, "Give the task a name.", faults);
        Check.Given(nameof(request.Dataset), request.Dataset, "An experiment task needs the dataset it runs over.", faults);
        NameResolver.Check(nameof(request.Dataset), request.Dataset, request.Space, faults);
        CheckIntegration(request.RunConfiguration, request.Space, faults);
        Check.Throw(faults);

        var body = new JsonObject
        {
            ["name"] = request.Name,
            ["type"] = api.Enum(TaskType.RunExperiment.Name()),
            ["dataset_id"] = await names.DatasetAsync(request.Dataset, request.Space, cancellationToken).ConfigureAwait(false),
            ["run_configuration"] = await ToWireAsync(request.RunConfiguration, request.Space, cancellationToken).ConfigureAwait(false),
        };
        return await SendCreateAsync(body, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Creates a task that evaluates the data of a project or the rows of experiments.</summary>
    /// <param name="request">The task.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArizeException">A setting is wrong, a name is not found, or the service refuses.</exception>
    public virtual async Task<ArizeTask> CreateEvaluationTaskAsync(CreateEvaluationTaskRequest request, CancellationToken cancellationToken = default)
    {
        Check.Throw(EvaluationTaskRules.Check(request));
        var dataset = await OptionalAsync(request.Dataset, d => names.DatasetAsync(d, request.Space, cancellationToken)).ConfigureAwait(false);
        var body = new JsonObject
        {
            ["name"] = request.Name,
            ["type"] = api.Enum(request.Type.Name()),
            ["evaluators"] = await ToWireAsync(request.Evaluators, request.Space, cancellationToken).ConfigureAwait(false),
        };
        Put(body, "project_id", await OptionalAsync(request.Project, p => names.ProjectAsync(p, request.Space, cancellationToken)).ConfigureAwait(false));
        Put(body, "dataset_id", dataset);
        if (request.ExperimentIds is { Count: > 0 } experiments)
            body["experiment_ids"] = Array(await ResolveAsync(experiments, e => names.ExperimentAsync(e, dataset!, cancellationToken)).ConfigureAwait(false));
        Put(body, "sampling_rate", request.SamplingRate);
        Put(body, "is_continuous", request.IsContinuous);
        Put(body, "query_filter", Set(request.QueryFilter));
        return await SendCreateAsync(body, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Changes a task. The task is read first, to check the fields against its type.</summary>
    /// <param name="request">What to change; at least one field.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The task after the change.</returns>
    /// <exception cref="ArizeException">A setting is wrong, a name is not found, or the service refuses.</exception>
    public virtual async Task<ArizeTask> UpdateAsync(UpdateTaskRequest request, CancellationToken cancellationToken = default)
    {
        var faults = UpdateTaskRules.CheckBeforeReading(request);
        CheckIntegration(request.RunConfiguration, request.Space, faults);
        Check.Throw(CheckTask(request.Task, request.Space, faults));
        var task = await GetAsync(request.Task, request.Space, cancellationToken).ConfigureAwait(false);
        Check.Throw(UpdateTaskRules.CheckAgainst(task, request));

        var body = new JsonObject();
        Put(body, "name", Set(request.Name));
        Put(body, "sampling_rate", request.SamplingRate);
        Put(body, "is_continuous", request.IsContinuous);
        Put(body, "query_filter", Set(request.QueryFilter));
        if (request.ClearQueryFilter)
            body["query_filter"] = null;
        if (request.Evaluators is not null)
            body["evaluators"] = await ToWireAsync(request.Evaluators, request.Space, cancellationToken).ConfigureAwait(false);
        if (request.RunConfiguration is not null)
            body["run_configuration"] = await ToWireAsync(request.RunConfiguration, request.Space, cancellationToken).ConfigureAwait(false);
        var changed = ArizeTask.Read(await api.WriteAsync(new ApiRequest(HttpMethod.Patch, TaskPath(task.Id)) { Body = ApiRequest.Json(body) }, cancellationToken).ConfigureAwait(false));
        return JsonFields.About("task", task.Id, changed, t => t.Id);
    }

    /// <summary>The task must be the one that was sent: runs are triggered by its id. Older servers may leave fields out.</summary>
    async Task<ArizeTask> SendCreateAsync(JsonObject body, CancellationToken cancellationToken)
    {
        var made = ArizeTask.Read(await api.WriteAsync(new ApiRequest(HttpMethod.Post, TasksPath) { Body = ApiRequest.Json(body) }, cancellationToken).ConfigureAwait(false));
        JsonFields.About("task", (string)body["name"]!, made, t => t.Name);
        if (!string.Equals(made.TypeText, (string)body["type"]!, StringComparison.OrdinalIgnoreCase) || IsOther("dataset_id", made.DatasetId) || IsOther("project_id", made.ProjectId))
            throw JsonFields.Unexpected($"task {made.Id}", "its type, its dataset or its project is not the one that was sent");
        return made;

        bool IsOther(string field, string? answered) => answered is not null && answered != (string?)body[field];
    }

    static void CheckIntegration(RunConfiguration? configuration, ResourceReference? space, List<ArizeDiagnostic> faults)
    {
        if (configuration is null)
            return;
        faults.AddRange(configuration.Check(nameof(RunConfiguration)));
        if (configuration is not AgentCall)
            NameResolver.Check("ai_integration_id", configuration.Integration, space, faults);
    }

    async Task<JsonObject> ToWireAsync(RunConfiguration configuration, ResourceReference? space, CancellationToken cancellationToken)
    {
        var integration = configuration.Integration!; // checked
        var id = configuration is AgentCall
            ? await names.AgentIntegrationAsync(integration, cancellationToken).ConfigureAwait(false)
            : await names.AiIntegrationAsync(integration, space, cancellationToken).ConfigureAwait(false);
        return configuration.ToWire(id, api.Enum);
    }

    async Task<JsonArray> ToWireAsync(IReadOnlyList<TaskEvaluator> evaluators, ResourceReference? space, CancellationToken cancellationToken)
    {
        var ids = await ResolveAsync([.. evaluators.Select(e => e.Evaluator)], e => names.EvaluatorAsync(e, space, cancellationToken)).ConfigureAwait(false);
        // A name and an id may be the same evaluator: seen only now.
        if (ids.GroupBy(i => i, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArizeException(EvaluationTaskRules.Twice(twice.Key));
        return new JsonArray([.. evaluators.Zip(ids, (e, id) => (JsonNode)e.ToWire(id))]);
    }

    static async Task<string[]> ResolveAsync(IReadOnlyList<ResourceReference> namesOrIds, Func<ResourceReference, Task<string>> resolve)
    {
        var ids = new string[namesOrIds.Count];
        for (var i = 0; i < ids.Length; i++)
            ids[i] = await resolve(namesOrIds[i]).ConfigureAwait(false);
        return ids;
    }

    static JsonArray Array(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)t)]);

    static void Put(JsonObject body, string field, JsonNode? value)
    {
        if (value is not null)
            body[field] = value;
    }
}
