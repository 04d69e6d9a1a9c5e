using System.Runtime.CompilerServices;
using Arize.Build.Client.Http;
using Arize.Build.Client.Resolution;
using Arize.Build.Client.Settings;

namespace Arize.Build.Client;

/// <summary>Experiments and their rows.</summary>
public partial class ExperimentsClient
{
    /// <summary>The service's maximum number of rows in a page.</summary>
    const int MostRows = 500;

    const string Path = "v2/experiments";

    readonly Api api;
    readonly NameResolver names;

    internal ExperimentsClient(Api api, NameResolver names) => (this.api, this.names) = (api, names);

    /// <summary>For mocks.</summary>
    protected ExperimentsClient() => (api, names) = (null!, null!);

    /// <summary>Reads an experiment.</summary>
    /// <param name="experiment">The experiment: id, or a name in <paramref name="dataset"/>.</param>
    /// <param name="dataset">The dataset (id, or a name in <paramref name="space"/>) in which a name is looked up.</param>
    /// <param name="space">The space (name or id) in which a dataset's name is looked up.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArizeException">No such experiment, more than one of that name, or the service cannot be read.</exception>
    public virtual async Task<Experiment> GetAsync(
        ResourceReference experiment, ResourceReference? dataset = null, ResourceReference? space = null, CancellationToken cancellationToken = default)
    {
        var faults = new List<ArizeDiagnostic>();
        Check.Given("Experiment", experiment, "Give the name or the id of an experiment.", faults);
        NameResolver.Check("Experiment", experiment, dataset, faults, "Dataset");
        NameResolver.Check("Dataset", dataset, space, faults);
        Check.Throw(faults);
        if (experiment.IsId)
            return await GetByIdAsync(experiment.ToString(), cancellationToken).ConfigureAwait(false);
        var datasetId = await names.DatasetAsync(dataset!, space, cancellationToken).ConfigureAwait(false);
        var read = await GetByIdAsync(await names.ExperimentAsync(experiment, datasetId, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return OnDataset(datasetId, JsonFields.About("experiment", experiment.ToString(), read, e => e.Name));
    }

    async Task<Experiment> GetByIdAsync(string id, CancellationToken cancellationToken)
    {
        var read = Experiment.Read(await api.GetAsync(new ApiRequest(HttpMethod.Get, $"{Path}/{Uri.EscapeDataString(id)}"), cancellationToken).ConfigureAwait(false));
        return JsonFields.About("experiment", id, read, e => e.Id);
    }

    static Experiment OnDataset(string? datasetId, Experiment experiment) => datasetId is null || experiment.DatasetId is null || experiment.DatasetId == datasetId
        ? experiment
        : throw JsonFields.Unexpected($"experiment {experiment.Id}", $"it is on another dataset than {datasetId}: {experiment.DatasetId}");

    /// <summary>Lists experiments, those without a dataset included. With a dataset, the space is only where its name is looked up: the service takes one of the two. The request is checked when the list is read.</summary>
    /// <param name="request">The filters; null lists all experiments that the API key can see.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="ArizeException">A setting is wrong, a name is not found, or the service cannot be read.</exception>
    public virtual AsyncPageable<Experiment> ListAsync(ListExperimentsRequest? request = null, CancellationToken cancellationToken = default) =>
        new ServicePages<Experiment>((cursor, either) => PagesAsync(request ?? new ListExperimentsRequest(), cursor, either), cancellationToken);

    async IAsyncEnumerable<Page<Experiment>> PagesAsync(ListExperimentsRequest request, string? cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var faults = new List<ArizeDiagnostic>();
        NameResolver.Check(nameof(request.Dataset), request.Dataset, request.Space, faults);
        if (request.Limit is { } limit)
            Check.Limit(nameof(request.Limit), limit, 100, faults);
        Check.Throw(faults);
        var dataset = request.Dataset is { IsBlank: false } given ? await names.DatasetAsync(given, request.Space, cancellationToken).ConfigureAwait(false) : null;
        var call = new ApiRequest(HttpMethod.Get, Path)
        {
            Query =
            [
                ("dataset_id", dataset),
                ("space_id", dataset is null && request.Space is { IsBlank: false } space ? await names.SpaceAsync(space, cancellationToken).ConfigureAwait(false) : null),
                ("name", string.IsNullOrWhiteSpace(request.Name) ? null : request.Name),
            ],
        };
        await foreach (var page in api.ListPagesAsync(call, "experiments", request.Limit ?? api.PageSize, cursor, e => OnDataset(dataset, Experiment.Read(e)), cancellationToken).ConfigureAwait(false))
            yield return page;
    }

    /// <summary>
    /// Lists the rows of an experiment in their stable order; while a page is used, the next one is read. Scores may appear minutes after the run that made them
    /// has completed.
    /// </summary>
    /// <param name="request">The experiment, and what of its rows is wanted.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="ArizeException">No such experiment, or the service cannot be read.</exception>
    public virtual AsyncPageable<ExperimentRow> ListRowsAsync(ListRowsRequest request, CancellationToken cancellationToken = default) =>
        new ServicePages<ExperimentRow>((cursor, either) => RowPages(request, cursor, either), cancellationToken);

    /// <summary>Lists the rows of an experiment in their stable order, with all their texts.</summary>
    /// <param name="experimentId">The experiment's id.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="ArizeException">No such experiment, or the service cannot be read.</exception>
    public virtual AsyncPageable<ExperimentRow> ListRowsAsync(string experimentId, CancellationToken cancellationToken = default) =>
        ListRowsAsync(new ListRowsRequest { ExperimentId = experimentId }, cancellationToken);

    IAsyncEnumerable<Page<ExperimentRow>> RowPages(ListRowsRequest request, string? cursor, CancellationToken cancellationToken)
    {
        var faults = new List<ArizeDiagnostic>();
        Check.Given(nameof(request.ExperimentId), request.ExperimentId, "Give the id of an experiment.", faults);
        Check.Id(nameof(request.ExperimentId), request.ExperimentId, faults);
        Check.Throw(faults);
        var call = new ApiRequest(HttpMethod.Get, $"{Path}/{Uri.EscapeDataString(request.ExperimentId)}/runs");
        return api.ListPagesAheadAsync(new LongList<ExperimentRow>(call, MostRows, new RowReader(request.IncludeTexts, request.Fields).Read, row => row.Id), cursor, cancellationToken);
    }
}
