using Arize.Build.Client;
using Arize.Build.Gates.Reports;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Running;

/// <summary>
/// What can be done with a gate. A front end reads a request, calls one of these once, and ends: what there is to report is reported here.
/// </summary>
/// <param name="arize">The client; null if no operation needs the service.</param>
/// <param name="log">Reports.</param>
internal sealed class GateOperations(ArizeClient? arize, IBuildLog log)
{
    /// <summary>More gates than this wait for their turn, so that a long list does not flood the service.</summary>
    const int AtOnce = 8;

    ArizeClient Arize => arize ?? throw new InvalidOperationException("This operation needs the service.");

    /// <summary>Runs a gate: starts its run, or continues the one in its record; waits; judges; writes the verdict.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="cancellationToken">Interrupts the gate; active runs are cancelled.</param>
    /// <exception cref="ArizeException">The gate failed to run: a setting is wrong, the service cannot be read, the time is over. There is no verdict.</exception>
    /// <exception cref="OperationCanceledException">The gate was interrupted. There is no verdict.</exception>
    public async Task<GateResult> RunAsync(GateRequest gate, CancellationToken cancellationToken)
    {
        var result = await new GateRunner(Arize, log, gate).RunAsync(cancellationToken).ConfigureAwait(false);
        result = result with { Diagnostics = result.Verdict.Override is { } given ? GateRequest.ToWarnings(result.Diagnostics, $"(The override of {RemoteText.OneLine(given.Owner, 100)} lets the release out.)") : gate.ApplyOnFail(result.Diagnostics) };
        log.Verdict(result);
        log.Ending($"  {(result.Verdict is { Outcome: Outcome.Pass, Criteria: var criteria } && criteria.All(c => c.Outcome == Outcome.Pass) ? "" : $"Next: {result.NextStep} ")}"
            + (result.ReportFile is { } page ? $"Report: {page}" : $"Record: {gate.Record}"));
        return result;
    }

    /// <summary>Checks everything and reads everything that a gate would, but triggers nothing and writes nothing. Without a client, only the gate itself is checked.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="cancellationToken">Interrupts the call.</param>
    /// <returns>What would stop the gate before its run.</returns>
    /// <exception cref="ArizeException">A setting is wrong, a name is not found, or the service cannot be read.</exception>
    public async Task<IReadOnlyList<GateDiagnostic>> DryRunAsync(GateRequest gate, CancellationToken cancellationToken)
    {
        if (arize is not null)
            return Report(await new GateDryRun(arize, log, gate).RunAsync(cancellationToken).ConfigureAwait(false));
        log.Milestone($"Gate {RemoteText.Quote(gate.Name)}, dry run: the gate file is valid. There is no API key, so the names in it were not checked.");
        return [];
    }

    /// <summary>Triggers a gate's run and leaves it to a later build of the same commit.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="cancellationToken">Interrupts the call.</param>
    /// <returns>The run; null if the gate judges an existing experiment, or reuses one.</returns>
    /// <exception cref="ArizeException">Nothing was started, or it is not known.</exception>
    public async Task<TriggeredRun?> StartAsync(GateRequest gate, CancellationToken cancellationToken)
    {
        if (gate.Gate!.Run is not null || gate.Gate.Traces is not null)
            return await new GateRunner(Arize, log, gate).StartAsync(cancellationToken).ConfigureAwait(false);
        log.Milestone($"Gate {RemoteText.Quote(gate.Name)} {(gate.Gate.Results is null ? "judges an existing experiment" : "uploads the outputs of an application")}: there is nothing to start.");
        return null;
    }

    /// <summary>Cancels the runs that a gate's record names. Safe to repeat.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="cancellationToken">Interrupts the call.</param>
    /// <returns>The ids of the runs; empty if there was nothing to cancel.</returns>
    /// <exception cref="ArizeException">A run may be active still: it cannot be cancelled, or it is not known which it is.</exception>
    public Task<IReadOnlyList<string>> CancelAsync(GateRequest gate, CancellationToken cancellationToken) =>
        new GateCancel(Arize, log).RunAsync(gate.Name, gate.Record, cancellationToken);

    /// <summary>Requires the verdict that an earlier build has left (see <see cref="GateRequire"/>). It needs no service and no key.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="wanted">Which verdict is accepted.</param>
    /// <param name="now">The time.</param>
    /// <returns>What keeps the gate from its release, as it counts for the build; empty if nothing does.</returns>
    public IReadOnlyList<GateDiagnostic> Require(GateRequest gate, VerdictWanted wanted, DateTimeOffset now)
    {
        var diagnostics = GateRequire.Diagnostics(gate, wanted, now);
        if (diagnostics.Count == 0 && GateRequire.Overridden(gate) is { } overridden)
            log.Report(overridden);
        else if (diagnostics.Count == 0)
            log.Milestone(GateRequire.Summary(gate));
        return Report(gate.ApplyOnFail(diagnostics));
    }

    /// <summary>Does one thing with each of several gates, some of them at a time. One that fails is reported; the others go on.</summary>
    /// <param name="gates">The gates.</param>
    /// <param name="log">The log of each.</param>
    /// <param name="one">What to do with one.</param>
    /// <param name="cancellationToken">Ends the wait for a turn.</param>
    /// <returns>The results, in the order of the gates; null for one that failed.</returns>
    public static async Task<IReadOnlyList<T?>> EachAsync<T>(
        IEnumerable<GateRequest> gates, Func<GateRequest, IBuildLog> log, Func<GateRequest, Task<T>> one, CancellationToken cancellationToken)
    {
        using var turns = new SemaphoreSlim(AtOnce);
        return await Task.WhenAll(gates.Select(TakeTurnAsync)).ConfigureAwait(false);

        async Task<T?> TakeTurnAsync(GateRequest gate)
        {
            await turns.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await one(gate).ConfigureAwait(false);
            }
            catch (ArizeException e)
            {
                foreach (var diagnostic in e.Diagnostics)
                    log(gate).Report(new GateDiagnostic(diagnostic.Code, $"Gate {RemoteText.Quote(gate.Name)}: {diagnostic.Message}"));
                log(gate).Ending($"Gate {RemoteText.Quote(gate.Name)}: error: cannot be judged");
                log(gate).Ending($"  Next: {NextStep.For(e)} There is no verdict.{ReportOf(gate)}");
                return default;
            }
            catch (OperationCanceledException)
            {
                log(gate).Ending($"Gate {RemoteText.Quote(gate.Name)}: interrupted");
                log(gate).Ending($"  Next: {NextStep.Interrupted(gate.Name)}{ReportOf(gate)}");
                throw;
            }
            finally
            {
                turns.Release();
            }
        }
    }

    /// <summary>The report, which says what is known; else the record.</summary>
    static string ReportOf(GateRequest gate) => Path.Combine(gate.Record, ReportFiles.Html) is var page && File.Exists(page) ? $" Report: {page}"
        : Directory.Exists(gate.Record) ? $" Record: {gate.Record}" : "";

    IReadOnlyList<GateDiagnostic> Report(IReadOnlyList<GateDiagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
            log.Report(diagnostic);
        return diagnostics;
    }
}
