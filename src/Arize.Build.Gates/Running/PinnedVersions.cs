using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;

namespace Arize.Build.Gates.Running;

/// <summary>What a gate pins may not change unseen.</summary>
internal sealed class PinnedVersions(ArizeClient arize, GateDefinition gate)
{
    /// <summary>The evaluators' versions, before anything is triggered.</summary>
    /// <param name="tasks">The gate's evaluation tasks.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<GateDiagnostic>> EvaluatorsAsync(IReadOnlyList<ArizeTask> tasks, CancellationToken cancellationToken)
    {
        var faults = new List<GateDiagnostic>();
        foreach (var (name, version) in gate.PinnedEvaluators)
        {
            var used = tasks.SelectMany(t => t.Evaluators).Where(e => e.Name == name || e.Evaluator == name).ToArray();
            if (used.Length == 0)
                faults.Add(Fault($"The evaluator {RemoteText.Quote(name)} is pinned, and no evaluation task of this gate uses it."));
            foreach (var evaluator in used)
            {
                var runs = evaluator.VersionId ?? await arize.Evaluators.GetLatestVersionAsync(evaluator.Evaluator, cancellationToken: cancellationToken).ConfigureAwait(false);
                if (runs != version)
                    faults.Add(Fault($"The evaluator {RemoteText.Quote(name)} is pinned to version {RemoteText.Quote(version)}, and {RemoteText.Quote(runs)} would run. Look at what changed, then pin the new one."));
            }
        }
        return faults;
    }

    /// <summary>The dataset's version, of the experiment as it was made.</summary>
    public GateDiagnostic? Dataset(Experiment experiment) => gate.PinnedDatasetVersion is { } version && version != experiment.DatasetVersionId
        ? Fault($"The dataset is pinned to version {RemoteText.Quote(version)}, and the experiment {RemoteText.Quote(experiment.Name)} was made on {RemoteText.Quote(experiment.DatasetVersionId ?? "none")}.")
        : null;

    GateDiagnostic Fault(string message) => new(GateErrorCode.NotJudged, message, gate.PinAt);
}
