using Arize.Build.Client;
using Arize.Build.Gates.Records;
using Arize.Build.Gates.Reports;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Gates.Running;

/// <summary>
/// Runs a gate: prepare; start, wait and evaluate, for each run; read, judge; close. A "no" is a result, whatever its reason; an exception says that the gate
/// failed to run, and then there is no verdict.
/// </summary>
internal sealed class GateRunner(ArizeClient arize, IBuildLog log, GateRequest request)
{
    /// <summary>Runs the gate.</summary>
    /// <param name="cancellationToken">Interrupts the gate; active runs are cancelled.</param>
    /// <exception cref="ArizeException">The gate failed to run: a setting is wrong, the service cannot be read, the time is over.</exception>
    /// <exception cref="OperationCanceledException">The gate was interrupted.</exception>
    public Task<GateResult> RunAsync(CancellationToken cancellationToken) => InTimeAsync(forLater: false, async (phases, either) =>
    {
        var state = new GateState();
        try
        {
            state = await phases.PrepareAsync(either).ConfigureAwait(false);
            for (GateState? next = state; next is not null; next = phases.Next(state))
            {
                foreach (var phase in new[] { phases.StartAsync, phases.WaitAsync, (Func<GateState, CancellationToken, Task<GateState>>)phases.EvaluateAsync })
                    state = next = next.IsStopped ? next : await phase(next, either).ConfigureAwait(false);
                foreach (var phase in phases.IsLook(state) ? new[] { phases.ReadAsync, (Func<GateState, CancellationToken, Task<GateState>>)phases.JudgeAsync } : [])
                    state = state.IsStopped ? state : await phase(state, either).ConfigureAwait(false);
            }
            state = await phases.ShowAsync(state, either).ConfigureAwait(false);
            return await phases.CloseAsync(state).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ArizeException or OperationCanceledException)
        {
            await phases.ReportAsync(state, e as ArizeException ?? (cancellationToken.IsCancellationRequested ? null : Late(forLater: false, e))).ConfigureAwait(false);
            throw;
        }
    }, cancellationToken);

    /// <summary>Starts the gate's run and leaves it to a later build of the same commit.</summary>
    /// <param name="cancellationToken">Interrupts the call.</param>
    /// <returns>The run; null if an identical experiment exists, or the gate has no run.</returns>
    /// <exception cref="ArizeException">Nothing was started, or it is not known.</exception>
    public Task<TriggeredRun?> StartAsync(CancellationToken cancellationToken) => InTimeAsync(forLater: true, async (phases, either) =>
    {
        var state = await phases.PrepareAsync(either).ConfigureAwait(false);
        return state.IsStopped
            ? throw new ArizeException([.. state.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => new ArizeDiagnostic(d.Code, d.Message))])
            : (await phases.StartAsync(state, either).ConfigureAwait(false)).Triggered;
    }, cancellationToken);

    /// <summary>
    /// At the gate's timeout nothing more is started; what may have been started is looked for, and what is active is cancelled, within the
    /// cancel budget.
    /// </summary>
    async Task<T> InTimeAsync<T>(bool forLater, Func<GatePhases, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var timeout = request.Gate!.Timeout;
        using var record = RunRecord.Open(request.Record);
        RecordFile.RemoveVerdict(request.Record);
        ReportFiles.Remove(request.Record);
        using var due = new CancellationTokenSource(timeout, arize.TimeProvider);
        using var limit = new CancellationTokenSource(timeout + RunSupervisor.CancelBudget, arize.TimeProvider);
        using var start = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, due.Token);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var once = new OnceOnly(arize, log, record);
            _ = request.Context.Changes.Value; // as the sources are now, not when the verdict is written
            once.Begin(RecordOwner.Of(request.Name, request.Context, arize, forLater));
            return await work(new GatePhases(arize, log, request, record, once, start.Token), either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (due.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Late(forLater, e);
        }
    }

    /// <param name="forLater">Whether the gate was only to be started.</param>
    /// <param name="ended">What ended it, with the last failure of a request if there was one.</param>
    ArizeException Late(bool forLater, Exception ended) => new([new ArizeDiagnostic(ArizeErrorCode.Timeout,
        $"{(forLater ? "Its run was not started" : "It was not judged")} within {Duration.Show(request.Gate!.Timeout)}."
        + (ended.InnerException is ArizeException cause ? $" {cause.Diagnostics[0].Message}" : ""))], ended);
}
