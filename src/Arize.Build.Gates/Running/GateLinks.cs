using Arize.Build.Client;

namespace Arize.Build.Gates.Running;

/// <summary>Prints a link to a run's page. A link is a convenience: if the service does not provide what it needs, there is none.</summary>
internal static class GateLinks
{
    public static async Task LinkAsync(this IBuildLog log, ArizeClient arize, UiLinks? links, ArizeTask task, CancellationToken cancellationToken)
    {
        if (links is null || task.DatasetId is not { } dataset)
            return;
        try
        {
            if (links.Experiments((await arize.Datasets.GetAsync(dataset, null, cancellationToken).ConfigureAwait(false)).SpaceId, dataset) is { } link)
                log.Milestone($"In Arize: {link}");
        }
        catch (ArizeException e)
        {
            log.Detail($"No link: {e.Diagnostics[0]}");
        }
        catch (OperationCanceledException)
        {
            // Not thrown from here: what comes next knows the run, and cancels it.
        }
    }
}
