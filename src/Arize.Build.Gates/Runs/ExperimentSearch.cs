using Arize.Build.Client;

namespace Arize.Build.Gates.Runs;

/// <summary>Finds experiments of a dataset.</summary>
internal static class ExperimentSearch
{
    /// <summary>The experiment of exactly that name: the service's own filter is a substring.</summary>
    public static async Task<Experiment?> ByNameAsync(ArizeClient arize, string datasetId, string name, CancellationToken cancellationToken)
    {
        await foreach (var experiment in arize.Experiments.ListAsync(new() { Dataset = datasetId, Name = name }, cancellationToken).ConfigureAwait(false))
            if (experiment.Name == name)
                return experiment;
        return null;
    }
}
