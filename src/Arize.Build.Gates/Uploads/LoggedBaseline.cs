using System.IO.Enumeration;
using Arize.Build.Client;
using Arize.Build.Gates.Runs;

namespace Arize.Build.Gates.Uploads;

/// <summary>The latest baseline of experiments that are logged: no run says that one is whole, so its rows must cover enough of the dataset.</summary>
internal sealed class LoggedBaseline(ArizeClient arize, IReadOnlySet<UInt128> examples, double minOverlap)
{
    /// <summary>Finds the newest experiment of a name whose rows cover enough of the dataset.</summary>
    /// <param name="pattern">The name, with <c>*</c>.</param>
    /// <param name="datasetId">The dataset.</param>
    /// <param name="isOwn">Tells the candidate itself, which is no baseline.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The experiment, or why there is none.</returns>
    public async Task<(Experiment? Found, string? Why)> FindAsync(string pattern, string datasetId, Func<Experiment, bool> isOwn, CancellationToken cancellationToken)
    {
        var named = new List<Experiment>();
        await foreach (var experiment in arize.Experiments.ListAsync(new() { Dataset = datasetId }, cancellationToken).ConfigureAwait(false))
            if (!isOwn(experiment) && FileSystemName.MatchesSimpleExpression(pattern, experiment.Name, ignoreCase: false) && !ExperimentNames.IsRepeat(experiment.Name))
                named.Add(experiment);
        foreach (var experiment in named.OrderByDescending(e => e.CreatedAt))
            if (await CoversAsync(experiment.Id, cancellationToken).ConfigureAwait(false))
                return (experiment, null);
        return (null, $"There is no baseline: no experiment named {RemoteText.Quote(pattern)} has rows for {Verdicts.NumberFormat.Percent(minOverlap)} of the dataset ({named.Count} of that name on it).");
    }

    async Task<bool> CoversAsync(string experimentId, CancellationToken cancellationToken)
    {
        var covered = new HashSet<UInt128>();
        await foreach (var row in arize.Experiments.ListRowsAsync(new ListRowsRequest { ExperimentId = experimentId, IncludeTexts = false }, cancellationToken).ConfigureAwait(false))
        {
            if (row.ExampleId is { } id && Verdicts.RowSummary.Hash(id) is var example && examples.Contains(example))
                covered.Add(example);
            if (covered.Count > 0 && covered.Count >= minOverlap * examples.Count)
                return true;
        }
        return false;
    }
}
