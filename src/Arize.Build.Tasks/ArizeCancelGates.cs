using Arize.Build.Client;
using Arize.Build.Gates;
using Microsoft.Build.Framework;

namespace Arize.Build.Tasks;

/// <summary>The task behind the target ArizeGateCancel: cancels the runs that the gates' records name. Safe to repeat. The results have the metadata RunIds, empty where there was nothing to cancel.</summary>
[MSBuildMultiThreadableTask]
public sealed class ArizeCancelGates : ArizeGatesTask
{
    private protected override bool HeedsFaults => false;

    private protected override async Task<ITaskItem> OneAsync(ArizeClient arize, GatePlan gate, MSBuildLog log, CancellationToken cancellationToken) =>
        Outputs.Item(gate.Name, ("RunIds", string.Join(';', await new GateOperations(arize, log).CancelAsync(gate, cancellationToken).ConfigureAwait(false))));
}
