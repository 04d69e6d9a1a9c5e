using Arize.Build.Client;
using Arize.Build.Gates.Records;
using Arize.Build.Gates.Reports;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Gates;

/// <summary>
/// Runs a gate: finds the baseline, triggers the run once or takes the experiment that is there, has it evaluated, reads its rows, judges, and writes the verdict last.
/// A "no" is a result, whatever its reason; an exception says that the gate could not be asked, and then there is no verdict.
/// </summary>
internal sealed class GateRunner(ArizeClient arize, IBuildLog log)
{
    /// <summary>Runs a gate.</summary>
    /// <param name="request">The gate.</param>
    /// <param name="cancel">Interrupts the gate; active runs are cancelled.</param>
    /// <exception cref="ArizeException">The gate could not be asked: a setting is wrong, the service cannot be read, the time is over.</exception>
    /// <exception cref="OperationCanceledException">The gate was interrupted.</exception>
    public async Task<GateResult> RunAsync(GateRequest request, CancellationToken cancel)
    {
        using var record = RunRecord.Open(request.Record);
        RecordFile.RemoveVerdict(request.Record);
        ReportFiles.Remove(request.Record);
        using var due = new CancellationTokenSource(request.Gate.Timeout, arize.Time);
        using var limit = new CancellationTokenSource(request.Gate.Timeout + RunWatch.CancelBudget, arize.Time);
        using var start = CancellationTokenSource.CreateLinkedTokenSource(cancel, due.Token);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            return await new GateUnderWay(arize, log, request, record) { Due = start.Token }.RunAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (due.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw new ArizeException(new ArizeFault(ArizeErrorKind.Timeout, $"Gate {Fault.Show(request.Name)} was not judged within {Duration.Show(request.Gate.Timeout)}."));
        }
    }
}
