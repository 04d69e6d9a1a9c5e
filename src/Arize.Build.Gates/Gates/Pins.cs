using Arize.Build.Client;
using Arize.Build.Gates.Files;

namespace Arize.Build.Gates;

/// <summary>What a gate pins may not change unseen.</summary>
internal sealed class Pins(ArizeClient arize, GateFile gate)
{
    /// <summary>The evaluators' versions, before anything is triggered.</summary>
    /// <param name="tasks">The gate's evaluation tasks.</param>
    /// <param name="cancel">Ends the call.</param>
    public async Task<IReadOnlyList<GateFault>> EvaluatorsAsync(IReadOnlyList<ArizeTask> tasks, CancellationToken cancel)
    {
        var faults = new List<GateFault>();
        foreach (var (name, version) in gate.PinnedEvaluators)
        {
            var used = tasks.SelectMany(t => t.Evaluators).Where(e => e.Name == name || e.Evaluator == name).ToArray();
            if (used.Length == 0)
                faults.Add(Fault($"The evaluator {Client.Fault.Show(name)} is pinned, and no evaluation task of this gate uses it."));
            foreach (var evaluator in used)
            {
                var runs = evaluator.VersionId ?? await arize.Evaluators.LatestVersionAsync(evaluator.Evaluator, cancel).ConfigureAwait(false);
                if (runs != version)
                    faults.Add(Fault($"The evaluator {Client.Fault.Show(name)} is pinned to version {Client.Fault.Show(version)}, and {Client.Fault.Show(runs)} would run. Look at what changed, then pin the new one."));
            }
        }
        return faults;
    }

    /// <summary>The dataset's version, of the experiment as it was made.</summary>
    public GateFault? Dataset(Experiment experiment) => gate.PinnedDatasetVersion is { } version && version != experiment.DatasetVersionId
        ? Fault($"The dataset is pinned to version {Client.Fault.Show(version)}, and the experiment {Client.Fault.Show(experiment.Name)} was made on {Client.Fault.Show(experiment.DatasetVersionId ?? "none")}.")
        : null;

    GateFault Fault(string message) => new(ArizeErrorKind.NotJudged, message, gate.PinAt);
}
