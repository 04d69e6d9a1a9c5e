using System.Runtime.CompilerServices;
using Arize.Build.Client.Http;
using Arize.Build.Client.Resolution;
using Arize.Build.Client.Settings;

namespace Arize.Build.Client;

/// <summary>
/// Tasks and their runs: every call of the official TasksClient. Names are looked up; everything that can be checked is checked before a request, and all
/// errors are thrown together. A write is sent once, and never repeated by the client.
/// </summary>
public partial class TasksClient
{
    const string TasksPath = "v2/tasks";

    readonly Api api;
    readonly NameResolver names;

    internal TasksClient(Api api, NameResolver names) => (this.api, this.names) = (api, names);

    /// <summary>For mocks.</summary>
    protected TasksClient() => (api, names) = (null!, null!);

    /// <summary>Lists tasks. The request is checked when the list is read.</summary>
    /// <param name="request">The filters; null lists all tasks that the API key can see.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="ArizeException">A setting is wrong, a name is not found, or the service cannot be read.</exception>
    public virtual AsyncPageable<ArizeTask> ListAsync(ListTasksRequest? request = null, CancellationToken cancellationToken = default) =>
        new ServicePages<ArizeTask>((cursor, either) => PagesAsync(request ?? new ListTasksRequest(), cursor, either), cancellationToken);

    async IAsyncEnumerable<Page<ArizeTask>> PagesAsync(ListTasksRequest request, string? cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var call = await ListCallAsync(request, cancellationToken).ConfigureAwait(false);
        await foreach (var page in api.ListPagesAsync(call, "tasks", request.Limit ?? api.PageSize, cursor, ArizeTask.Read, cancellationToken).ConfigureAwait(false))
            yield return page;
    }

    /// <summary>Reads a task.</summary>
    /// <param name="task">The task: id, or a name in <paramref name="space"/>.</param>
    /// <param name="space">The space (name or id) in which a name is looked up.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArizeException">No such task, more than one of that name, or the service cannot be read.</exception>
    public virtual async Task<ArizeTask> GetAsync(ResourceReference task, ResourceReference? space = null, CancellationToken cancellationToken = default)
    {
        Check.Throw(CheckTask(task, space, []));
        return await GetByIdAsync(await names.TaskAsync(task, space, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds a task by its exact name.</summary>
    /// <param name="name">The name, compared exactly.</param>
    /// <param name="space">The space: name or id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The task; null if there is none of that name.</returns>
    /// <exception cref="ArizeException">More than one task has that name, or the service cannot be read.</exception>
    public virtual async Task<ArizeTask?> FindAsync(string name, ResourceReference space, CancellationToken cancellationToken = default)
    {
        var found = new List<ArizeTask>();
        await foreach (var task in ListAsync(new ListTasksRequest { Name = name, Space = space }, cancellationToken).ConfigureAwait(false))
            if (task.Name == name)
                found.Add(task);
        return found.Count < 2 ? found.FirstOrDefault() : throw new ArizeException(Diagnostic.Ambiguous("task", name, found.Select(t => t.Id)));
    }

    /// <summary>Deletes a task with its configuration and its runs.</summary>
    /// <param name="task">The task: id, or a name in <paramref name="space"/>.</param>
    /// <param name="space">The space (name or id) in which a name is looked up.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArizeException">No such task, or the service refuses.</exception>
    public virtual async Task DeleteAsync(ResourceReference task, ResourceReference? space = null, CancellationToken cancellationToken = default)
    {
        Check.Throw(CheckTask(task, space, []));
        var id = await names.TaskAsync(task, space, cancellationToken).ConfigureAwait(false);
        await api.WriteAsync(new ApiRequest(HttpMethod.Delete, TaskPath(id)), cancellationToken).ConfigureAwait(false);
    }

    internal async Task<ArizeTask> GetByIdAsync(string id, CancellationToken cancellationToken) =>
        JsonFields.About("task", id, ArizeTask.Read(await api.GetAsync(new ApiRequest(HttpMethod.Get, TaskPath(id)), cancellationToken).ConfigureAwait(false)), t => t.Id);

    async Task<ApiRequest> ListCallAsync(ListTasksRequest request, CancellationToken cancellationToken)
    {
        Check.Throw(CheckList(request));
        return new ApiRequest(HttpMethod.Get, TasksPath)
        {
            Query =
            [
                ("space_id", await OptionalAsync(request.Space, s => names.SpaceAsync(s, cancellationToken)).ConfigureAwait(false)),
                ("name", Set(request.Name)),
                ("project_id", await OptionalAsync(request.Project, p => names.ProjectAsync(p, request.Space, cancellationToken)).ConfigureAwait(false)),
                ("dataset_id", await OptionalAsync(request.Dataset, d => names.DatasetAsync(d, request.Space, cancellationToken)).ConfigureAwait(false)),
                ("type", request.Type is { } type ? api.Enum(type.Name()) : null),
            ],
        };
    }

    /// <summary>The checks of a list request that need no request.</summary>
    internal static List<ArizeDiagnostic> CheckList(ListTasksRequest request)
    {
        var faults = new List<ArizeDiagnostic>();
        NameResolver.Check("Project", request.Project, request.Space, faults);
        NameResolver.Check("Dataset", request.Dataset, request.Space, faults);
        if (request.Name?.Length > 255)
            faults.Add(Diagnostic.Value(nameof(request.Name), request.Name, "Valid: at most 255 characters."));
        if (request.Type == TaskType.Unknown)
            faults.Add(Diagnostic.Value(nameof(request.Type), "Unknown", "Valid: TemplateEvaluation, CodeEvaluation, RunExperiment."));
        if (request.Limit is { } limit)
            Check.Limit(nameof(request.Limit), limit, 100, faults);
        return faults;
    }

    /// <summary>The checks of a task's name or id that need no request; errors are added to <paramref name="faults"/>.</summary>
    internal static List<ArizeDiagnostic> CheckTask(ResourceReference? task, ResourceReference? space, List<ArizeDiagnostic> faults)
    {
        Check.Given("Task", task, "Give the name or the id of a task.", faults);
        NameResolver.Check("Task", task, space, faults);
        return faults;
    }

    static async Task<string?> OptionalAsync(ResourceReference? nameOrId, Func<ResourceReference, Task<string>> resolve) =>
        nameOrId is null or { IsBlank: true } ? null : await resolve(nameOrId).ConfigureAwait(false);

    static string? Set(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    static string TaskPath(string id) => $"{TasksPath}/{Uri.EscapeDataString(id)}";
}
