using Arize.Build.Client;
using Arize.Build.Gates;
using Microsoft.Build.Framework;

namespace Arize.Build.Tasks;

/// <summary>
/// The task behind the target ArizeGateStart: triggers the gates' runs and ends. A later build of the same commit, within a day, continues them with ArizeGate. The results have the metadata
/// RunId and ExperimentName.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class ArizeStartGates : ArizeGatesTask
{
    private protected override async Task<ITaskItem> OneAsync(ArizeClient arize, GatePlan gate, MSBuildLog log, CancellationToken cancellationToken)
    {
        var run = await new GateOperations(arize, log).StartAsync(gate, cancellationToken).ConfigureAwait(false);
        return Outputs.Item(gate.Name, ("RunId", run?.RunId), ("ExperimentName", run?.ExperimentName));
    }
}
