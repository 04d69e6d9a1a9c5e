using System.Collections.Concurrent;
using Arize.Build.Client.Http;

namespace Arize.Build.Client.Resolution;

/// <summary>
/// From "a name or an id" to an id. The service's name filter is a case-insensitive substring, in the name as in the space's name; so a space is resolved to its
/// id first, all pages are read, and names are compared exactly. Two exact matches are an error that lists both.
/// </summary>
internal sealed class NameResolver(Api api)
{
    const int LongestName = 255;
    const int MostNamesShown = 10;

    readonly ConcurrentDictionary<ResourceReference, string> spaces = new();

    /// <summary>Adds an error if a name cannot be looked up, so that it is found before any request.</summary>
    public static void Check(string setting, ResourceReference? reference, ResourceReference? space, List<ArizeDiagnostic> faults, string scope = "Space")
    {
        if (reference is null or { IsBlank: true })
            return;
        var nameOrId = reference.ToString();
        if (reference.IsId)
        {
            Settings.Check.Id(setting, nameOrId, faults);
            return;
        }
        if (space is null or { IsBlank: true })
            faults.Add(Diagnostic.Missing(scope, $"{setting} is given by name ({RemoteText.Quote(nameOrId)}), and a name is looked up in a {scope.ToLowerInvariant()}. Set {scope}, or give the id."));
        if (nameOrId.Length > LongestName)
            faults.Add(Diagnostic.Value(setting, nameOrId, "Valid: a name of at most 255 characters, or an id."));
    }

    /// <summary>Looked up once for each space: every other name needs it.</summary>
    public async Task<string> SpaceAsync(ResourceReference space, CancellationToken cancellationToken) => spaces.TryGetValue(space, out var id)
        ? id
        : spaces[space] = await FindAsync("space", space, new ApiRequest(HttpMethod.Get, "v2/spaces"), "spaces", cancellationToken).ConfigureAwait(false);

    public Task<string> ProjectAsync(ResourceReference project, ResourceReference? space, CancellationToken cancellationToken) => InSpaceAsync("project", project, space, "v2/projects", "projects", cancellationToken);

    public Task<string> DatasetAsync(ResourceReference dataset, ResourceReference? space, CancellationToken cancellationToken) => InSpaceAsync("dataset", dataset, space, "v2/datasets", "datasets", cancellationToken);

    public Task<string> TaskAsync(ResourceReference task, ResourceReference? space, CancellationToken cancellationToken) => InSpaceAsync("task", task, space, "v2/tasks", "tasks", cancellationToken);

    public Task<string> EvaluatorAsync(ResourceReference evaluator, ResourceReference? space, CancellationToken cancellationToken) =>
        InSpaceAsync("evaluator", evaluator, space, "v2/evaluators", "evaluators", cancellationToken);

    public Task<string> AiIntegrationAsync(ResourceReference integration, ResourceReference? space, CancellationToken cancellationToken) =>
        InSpaceAsync("AI integration", integration, space, "v2/ai-integrations", "ai_integrations", cancellationToken);

    /// <summary>Agent integrations are unique per account and type, so a space is not needed.</summary>
    public Task<string> AgentIntegrationAsync(ResourceReference integration, CancellationToken cancellationToken) => FindAsync("agent integration", integration,
        new ApiRequest(HttpMethod.Get, "v2/integrations") { Query = [("type", api.Enum("AGENT"))] }, "integrations", cancellationToken);

    public Task<string> ExperimentAsync(ResourceReference experiment, string datasetId, CancellationToken cancellationToken) => FindAsync("experiment", experiment,
        new ApiRequest(HttpMethod.Get, "v2/experiments") { Query = [("dataset_id", datasetId)] }, "experiments", cancellationToken);

    async Task<string> InSpaceAsync(string kind, ResourceReference nameOrId, ResourceReference? space, string path, string items, CancellationToken cancellationToken)
    {
        if (nameOrId.IsId)
            return nameOrId.ToString();
        var spaceId = await SpaceAsync(space!, cancellationToken).ConfigureAwait(false);
        return await FindAsync(kind, nameOrId, new ApiRequest(HttpMethod.Get, path) { Query = [("space_id", spaceId)] }, items, cancellationToken, $" in the space {RemoteText.Quote(space!.ToString())}")
            .ConfigureAwait(false);
    }

    async Task<string> FindAsync(string kind, ResourceReference reference, ApiRequest list, string items, CancellationToken cancellationToken, string where = "")
    {
        var nameOrId = reference.ToString();
        if (reference.IsId)
            return nameOrId;
        var ids = new List<string>();
        var filtered = list with { Query = [.. list.Query, ("name", nameOrId)] };
        await foreach (var item in api.ListAsync(filtered, items, cancellationToken).ConfigureAwait(false))
            if (AnswerReader.Read<NamedDocument>(item, kind) is { } named && named.Name == nameOrId)
                ids.Add(named.Id);
        return ids.Count switch
        {
            1 => ids[0],
            0 => throw await NotFoundAsync(kind, nameOrId, list, items, where, cancellationToken).ConfigureAwait(false),
            _ => throw new ArizeException(Diagnostic.Ambiguous(kind, nameOrId, ids)),
        };
    }

    async Task<ArizeException> NotFoundAsync(string kind, string name, ApiRequest list, string items, string where, CancellationToken cancellationToken)
    {
        var page = await api.GetPageAsync(list, api.PageSize, null, cancellationToken).ConfigureAwait(false);
        var names = JsonFields.Items(page, items, list).Select(i => AnswerReader.Read<NamedDocument>(i, kind).Name).OfType<string>()
            .OrderBy(n => Distance(n, name)).ThenBy(n => n, StringComparer.Ordinal).ToArray();
        var more = names.Length > MostNamesShown || JsonFields.NextCursor(page, list) is not null ? " and more" : "";
        var there = names.Length == 0 ? $"There is no {kind} there that this API key can see." : $"There are: {string.Join(", ", names.Take(MostNamesShown).Select(RemoteText.Quote))}{more}.";
        return new ArizeException(Diagnostic.NotFound($"No {kind} is named {RemoteText.Quote(name)}{where}. {there}"));
    }

    /// <summary>The likeliest typo first: the same letters in another case, then a part of the name, then the rest.</summary>
    static int Distance(string candidate, string name) =>
        candidate.Equals(name, StringComparison.OrdinalIgnoreCase) ? 0
        : candidate.Contains(name, StringComparison.OrdinalIgnoreCase) || name.Contains(candidate, StringComparison.OrdinalIgnoreCase) ? 1 : 2;
}

/// <summary>What everything with a name has on the wire.</summary>
internal sealed record NamedDocument(string Id, string? Name);
