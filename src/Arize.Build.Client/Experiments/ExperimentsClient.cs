using System.Runtime.CompilerServices;
using Arize.Build.Client.Resolution;
using Arize.Build.Client.Http;
using Arize.Build.Client.Settings;

namespace Arize.Build.Client;

/// <summary>Experiments and their rows.</summary>
public sealed partial class ExperimentsClient
{
    /// <summary>The service gives no more rows a page.</summary>
    const int MostRows = 500;

    const string Path = "v2/experiments";

    readonly Api api;
    readonly NameResolver names;

    internal ExperimentsClient(Api api, NameResolver names) => (this.api, this.names) = (api, names);

    /// <summary>Reads an experiment.</summary>
    /// <param name="experiment">The experiment: id, or a name in <paramref name="dataset"/>.</param>
    /// <param name="dataset">The dataset (id, or a name in <paramref name="space"/>) in which a name is looked up.</param>
    /// <param name="space">The space (name or id) in which a dataset's name is looked up.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArizeException">No such experiment, or the service cannot be read.</exception>
    public async Task<Experiment> GetAsync(string experiment, string? dataset = null, string? space = null, CancellationToken cancellationToken = default)
    {
        var faults = new List<ArizeDiagnostic>();
        Check.Given("Experiment", experiment, "Give the name or the id of an experiment.", faults);
        NameResolver.Check("Experiment", experiment, dataset, faults, "Dataset");
        NameResolver.Check("Dataset", dataset, space, faults);
        Check.Throw(faults);
        var id = ResourceId.IsId(experiment)
            ? experiment
            : await names.ExperimentAsync(experiment, await names.DatasetAsync(dataset!, space, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return Experiment.Read(await api.GetAsync(new Call(HttpMethod.Get, $"{Path}/{Uri.EscapeDataString(id)}"), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Lists the experiments on a dataset over all pages.</summary>
    /// <param name="datasetId">The dataset's id.</param>
    /// <param name="name">A part of the name, in any casing; null lists all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async IAsyncEnumerable<Experiment> ListAllAsync(string datasetId, string? name = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var call = new Call(HttpMethod.Get, Path) { Query = [("dataset_id", datasetId), ("name", name)] };
        await foreach (var experiment in api.ListAsync(call, "experiments", cancellationToken).ConfigureAwait(false))
            yield return Experiment.Read(experiment);
    }

    /// <summary>
    /// Reads the rows of an experiment in their stable order, two pages held at a time. Scores may appear minutes after the run that made them has completed.
    /// </summary>
    /// <param name="experimentId">The experiment's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArizeException">No such experiment, or the service cannot be read.</exception>
    public IAsyncEnumerable<ExperimentRow> ReadRowsAsync(string experimentId, CancellationToken cancellationToken = default) => ReadRowsAsync(experimentId, texts: true, cancellationToken);

    /// <summary>Without texts, a row has no output and its evaluations have no explanations: who only judges needs none.</summary>
    internal async IAsyncEnumerable<ExperimentRow> ReadRowsAsync(string experimentId, bool texts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var faults = new List<ArizeDiagnostic>();
        Check.Given("ExperimentId", experimentId, "Give the id of an experiment.", faults);
        Check.Id("ExperimentId", experimentId, faults);
        Check.Throw(faults);
        var call = new Call(HttpMethod.Get, $"{Path}/{Uri.EscapeDataString(experimentId)}/runs");
        await foreach (var row in api.ListAheadAsync(call, MostRows, new RowReader(texts).Read, cancellationToken).ConfigureAwait(false))
            yield return row;
    }
}
