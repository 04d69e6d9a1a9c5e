using Arize.Build.Client;
using Arize.Build.Gates.Files;
using Arize.Build.Gates.Runs;

namespace Arize.Build.Gates;

/// <summary>What can be done with a gate that needs the service. A front end reads a plan, calls one of these once, and reports the result.</summary>
public sealed class GateVerbs(ArizeClient arize, IBuildLog log)
{
    /// <summary>More gates than this wait for their turn, so that a long list does not flood the service.</summary>
    const int AtOnce = 8;

    /// <summary>Asks a gate: starts its run, or continues the one in its record; waits; judges; writes the verdict.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="cancel">Interrupts the gate; active runs are cancelled.</param>
    /// <exception cref="ArizeException">The gate could not be asked: a setting is wrong, the service cannot be read, the time is over. There is no verdict.</exception>
    /// <exception cref="OperationCanceledException">The gate was interrupted. There is no verdict.</exception>
    public async Task<GateResult> AskAsync(GatePlan gate, CancellationToken cancel)
    {
        var result = gate.File is { } file
            ? await new GateRunner(arize, log).RunAsync(file, cancel).ConfigureAwait(false)
            : await new RunGate(arize, log).RunAsync(gate.Run!, cancel).ConfigureAwait(false);
        return gate.OnFail == OnFail.Fail ? result : result with
        {
            Diagnostics = [.. result.Diagnostics.Select(d => d.Severity == FaultSeverity.Warning ? d : d with { Severity = FaultSeverity.Warning, Message = $"{d.Message} (OnFail=Warn: the build goes on.)" })],
        };
    }

    /// <summary>Checks everything and reads everything that a gate would, but triggers nothing and writes nothing.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="cancel">Interrupts the call.</param>
    /// <returns>What would stop the gate before its run.</returns>
    /// <exception cref="ArizeException">A setting is wrong, a name is not found, or the service cannot be read.</exception>
    public async Task<IReadOnlyList<GateFault>> DryRunAsync(GatePlan gate, CancellationToken cancel)
    {
        if (gate.File is { } file)
            return await new GateDryRun(arize, log, file).RunAsync(cancel).ConfigureAwait(false);
        await new RunGate(arize, log).DryRunAsync(gate.Run!, cancel).ConfigureAwait(false);
        return [];
    }

    /// <summary>Triggers a gate's run and leaves it to a later build of the same commit.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="cancel">Interrupts the call.</param>
    /// <returns>The run; null where the gate judges an experiment that is there.</returns>
    /// <exception cref="ArizeException">Nothing was started, or it is not known.</exception>
    public async Task<TriggeredRun?> StartAsync(GatePlan gate, CancellationToken cancel)
    {
        if (gate.Run is { } run)
            return await new RunGate(arize, log).StartAsync(run, cancel).ConfigureAwait(false);
        log.Milestone($"Gate {Fault.Show(gate.Name)} judges an experiment that is there: there is nothing to start.");
        return null;
    }

    /// <summary>Cancels the runs that a gate's record names. Safe to repeat.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="cancel">Interrupts the call.</param>
    /// <returns>The ids of the runs; empty where there was nothing to cancel.</returns>
    /// <exception cref="ArizeException">A run may be active still: it cannot be cancelled, or it is not known which it is.</exception>
    public Task<IReadOnlyList<string>> CancelAsync(GatePlan gate, CancellationToken cancel) => new GateCancel(arize, log).RunAsync(gate.Name, gate.Record, cancel);

    /// <summary>Does one thing with each of several gates, some of them at a time.</summary>
    /// <param name="gates">The gates.</param>
    /// <param name="one">What to do with one.</param>
    /// <param name="cancel">Ends the wait for a turn.</param>
    /// <returns>The results, in the order of the gates.</returns>
    public static async Task<T[]> EachAsync<T>(IEnumerable<GatePlan> gates, Func<GatePlan, Task<T>> one, CancellationToken cancel)
    {
        using var turns = new SemaphoreSlim(AtOnce);
        return await Task.WhenAll(gates.Select(TakeTurnAsync)).ConfigureAwait(false);

        async Task<T> TakeTurnAsync(GatePlan gate)
        {
            await turns.WaitAsync(cancel).ConfigureAwait(false);
            try
            {
                return await one(gate).ConfigureAwait(false);
            }
            finally
            {
                turns.Release();
            }
        }
    }
}
