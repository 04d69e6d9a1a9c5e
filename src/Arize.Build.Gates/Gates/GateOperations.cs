using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Runs;

namespace Arize.Build.Gates;

/// <summary>What can be done with a gate that needs the service. A front end reads a plan, calls one of these once, and reports the result.</summary>
public sealed class GateOperations(ArizeClient arize, IBuildLog log)
{
    /// <summary>More gates than this wait for their turn, so that a long list does not flood the service.</summary>
    const int AtOnce = 8;

    /// <summary>Asks a gate: starts its run, or continues the one in its record; waits; judges; writes the verdict.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="cancellationToken">Interrupts the gate; active runs are cancelled.</param>
    /// <exception cref="ArizeException">The gate could not be asked: a setting is wrong, the service cannot be read, the time is over. There is no verdict.</exception>
    /// <exception cref="OperationCanceledException">The gate was interrupted. There is no verdict.</exception>
    public async Task<GateResult> AskAsync(GatePlan gate, CancellationToken cancellationToken)
    {
        var result = gate.File is { } file
            ? await new GateRunner(arize, log).RunAsync(file, cancellationToken).ConfigureAwait(false)
            : await new RunGate(arize, log).RunAsync(gate.Run!, cancellationToken).ConfigureAwait(false);
        return result with { Diagnostics = gate.Taken(result.Diagnostics) };
    }

    /// <summary>Checks everything and reads everything that a gate would, but triggers nothing and writes nothing.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="cancellationToken">Interrupts the call.</param>
    /// <returns>What would stop the gate before its run.</returns>
    /// <exception cref="ArizeException">A setting is wrong, a name is not found, or the service cannot be read.</exception>
    public async Task<IReadOnlyList<GateDiagnostic>> DryRunAsync(GatePlan gate, CancellationToken cancellationToken)
    {
        if (gate.File is { } file)
            return await new GateDryRun(arize, log, file).RunAsync(cancellationToken).ConfigureAwait(false);
        await new RunGate(arize, log).DryRunAsync(gate.Run!, cancellationToken).ConfigureAwait(false);
        return [];
    }

    /// <summary>Triggers a gate's run and leaves it to a later build of the same commit.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="cancellationToken">Interrupts the call.</param>
    /// <returns>The run; null where the gate judges an experiment that is there, or reuses one.</returns>
    /// <exception cref="ArizeException">Nothing was started, or it is not known.</exception>
    public async Task<TriggeredRun?> StartAsync(GatePlan gate, CancellationToken cancellationToken)
    {
        if (gate is { File: { } file, Run: { } ofFile })
            return await new GateStart(arize, log).RunAsync(file, ofFile, cancellationToken).ConfigureAwait(false);
        if (gate.Run is { } run)
            return await new RunGate(arize, log).StartAsync(run, cancellationToken).ConfigureAwait(false);
        log.Milestone($"Gate {RemoteText.Quote(gate.Name)} {(gate.File?.Gate.Log is null ? "judges an experiment that is there" : "logs what an application has answered")}: there is nothing to start.");
        return null;
    }

    /// <summary>Cancels the runs that a gate's record names. Safe to repeat.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="cancellationToken">Interrupts the call.</param>
    /// <returns>The ids of the runs; empty where there was nothing to cancel.</returns>
    /// <exception cref="ArizeException">A run may be active still: it cannot be cancelled, or it is not known which it is.</exception>
    public Task<IReadOnlyList<string>> CancelAsync(GatePlan gate, CancellationToken cancellationToken) => new GateCancel(arize, log).RunAsync(gate.Name, gate.Record, cancellationToken);

    /// <summary>What a dry run can say without an API key: the gate was read, and that is all.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="log">Hears of it.</param>
    public static void DryRunWithoutKey(GatePlan gate, IBuildLog log) =>
        log.Milestone($"Gate {RemoteText.Quote(gate.Name)}, dry run: the gate reads well. There is no API key, so the service was not asked, and nothing is known of what it names.");

    /// <summary>Demands the verdict that an earlier build has left (see <see cref="GateRequire"/>). It asks no service and needs no key.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="maxAge">The oldest verdict that will do; null takes <see cref="GateRequire.DefaultMaxAge"/>.</param>
    /// <param name="now">The time.</param>
    /// <param name="log">Hears of a verdict that will do.</param>
    /// <returns>What stands between the gate and its release, as the build takes it; empty where nothing does.</returns>
    public static IReadOnlyList<GateDiagnostic> Require(GatePlan gate, TimeSpan? maxAge, DateTimeOffset now, IBuildLog log)
    {
        var faults = GateRequire.Diagnostics(gate, maxAge ?? GateRequire.DefaultMaxAge, now);
        if (faults.Count == 0)
            log.Milestone(GateRequire.Summary(gate));
        return gate.Taken(faults);
    }

    /// <summary>Does one thing with each of several gates, some of them at a time.</summary>
    /// <param name="gates">The gates.</param>
    /// <param name="one">What to do with one.</param>
    /// <param name="cancellationToken">Ends the wait for a turn.</param>
    /// <returns>The results, in the order of the gates.</returns>
    public static async Task<T[]> EachAsync<T>(IEnumerable<GatePlan> gates, Func<GatePlan, Task<T>> one, CancellationToken cancellationToken)
    {
        using var turns = new SemaphoreSlim(AtOnce);
        return await Task.WhenAll(gates.Select(TakeTurnAsync)).ConfigureAwait(false);

        async Task<T> TakeTurnAsync(GatePlan gate)
        {
            await turns.WaitAsync(cancellationToken).ConfigureAwait(false);
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
