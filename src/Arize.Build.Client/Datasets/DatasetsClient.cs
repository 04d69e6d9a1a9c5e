using System.Runtime.CompilerServices;
using Arize.Build.Client.Http;
using Arize.Build.Client.Resolution;
using Arize.Build.Client.Settings;

namespace Arize.Build.Client;

/// <summary>Datasets.</summary>
public class DatasetsClient
{
    readonly Api api;
    readonly NameResolver names;

    internal DatasetsClient(Api api, NameResolver names) => (this.api, this.names) = (api, names);

    /// <summary>For mocks.</summary>
    protected DatasetsClient() => (api, names) = (null!, null!);

    /// <summary>Reads a dataset.</summary>
    /// <param name="dataset">The dataset: id, or a name in <paramref name="space"/>.</param>
    /// <param name="space">The space (name or id) in which a name is looked up.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArizeException">No such dataset, or the service cannot be read.</exception>
    public virtual async Task<Dataset> GetAsync(ResourceReference dataset, ResourceReference? space = null, CancellationToken cancellationToken = default)
    {
        Check.Throw(CheckDataset(dataset, space));
        var id = await names.DatasetAsync(dataset, space, cancellationToken).ConfigureAwait(false);
        var read = Dataset.Read(await api.GetAsync(new ApiRequest(HttpMethod.Get, $"v2/datasets/{Uri.EscapeDataString(id)}"), cancellationToken).ConfigureAwait(false));
        JsonFields.About("dataset", id, read, d => d.Id);
        return dataset.IsId ? read : JsonFields.About("dataset", dataset.ToString(), read, d => d.Name);
    }

    /// <summary>What is wrong with a dataset as it is named.</summary>
    internal static List<ArizeDiagnostic> CheckDataset(ResourceReference? dataset, ResourceReference? space)
    {
        var faults = new List<ArizeDiagnostic>();
        Check.Given("Dataset", dataset, "Give the name or the id of a dataset.", faults);
        NameResolver.Check("Dataset", dataset, space, faults);
        return faults;
    }

    /// <summary>Lists the examples of one version of a dataset in the service's order.</summary>
    /// <param name="datasetId">The dataset's id.</param>
    /// <param name="versionId">The version's id; null reads the latest, which may change while it is read.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="ArizeException">No such dataset or version, or the service cannot be read.</exception>
    public virtual AsyncPageable<DatasetExample> ListExamplesAsync(string datasetId, string? versionId = null, CancellationToken cancellationToken = default) =>
        new ServicePages<DatasetExample>((cursor, either) => ExamplePagesAsync(datasetId, versionId, cursor, either), cancellationToken);

    async IAsyncEnumerable<Page<DatasetExample>> ExamplePagesAsync(
        string datasetId, string? versionId, string? cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var faults = new List<ArizeDiagnostic>();
        Check.Given("DatasetId", datasetId, "Give the id of a dataset.", faults);
        Check.Id("DatasetId", datasetId, faults);
        Check.Id("DatasetVersionId", versionId, faults);
        Check.Throw(faults);
        var call = new ApiRequest(HttpMethod.Get, $"v2/datasets/{Uri.EscapeDataString(datasetId)}/examples") { Query = [("dataset_version_id", versionId)] };
        var seen = new IdSet();
        await foreach (var page in api.ListPagesAsync(call, "examples", api.PageSize, cursor, DatasetExample.Read, cancellationToken).ConfigureAwait(false))
            yield return Once(page);

        // A version never changes: what comes twice took the place of another example. The latest one may change while it is read, and push an example on to the next page.
        Page<DatasetExample> Once(Page<DatasetExample> page)
        {
            var items = page.Items.Where(e => seen.Add(e.Id)).ToList();
            return items.Count == page.Items.Count ? page
                : versionId is not null ? throw JsonFields.Unexpected(call, "an example is in the list twice")
                : new Page<DatasetExample> { Items = items, NextCursor = page.NextCursor };
        }
    }

    /// <summary>Counts the examples of one version of a dataset, by reading them all: the service has no cheaper way.</summary>
    /// <param name="datasetId">The dataset's id.</param>
    /// <param name="versionId">The version's id; null counts the latest.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArizeException">No such dataset or version, or the service cannot be read.</exception>
    public virtual async Task<long> CountExamplesAsync(string datasetId, string? versionId = null, CancellationToken cancellationToken = default)
    {
        var count = 0L;
        await foreach (var _ in ListExamplesAsync(datasetId, versionId, cancellationToken).ConfigureAwait(false))
            count++;
        return count;
    }
}
