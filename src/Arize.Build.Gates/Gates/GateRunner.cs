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
    /// <param name="cancellationToken">Interrupts the gate; active runs are cancelled.</param>
    /// <exception cref="ArizeException">The gate could not be asked: a setting is wrong, the service cannot be read, the time is over.</exception>
    /// <exception cref="OperationCanceledException">The gate was interrupted.</exception>
    public async Task<GateResult> RunAsync(GateRequest request, CancellationToken cancellationToken)
    {
        using var record = RunRecord.Open(request.Record);
        RecordFile.RemoveVerdict(request.Record);
        ReportFiles.Remove(request.Record);
        using var due = new CancellationTokenSource(request.Gate.Timeout, arize.TimeProvider);
        using var limit = new CancellationTokenSource(request.Gate.Timeout + RunSupervisor.CancelBudget, arize.TimeProvider);
        using var start = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, due.Token);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await new GateUnderWay(arize, log, request, record) { Due = start.Token }.RunAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (due.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ArizeException(new ArizeDiagnostic(ArizeErrorCode.Timeout, $"Gate {RemoteText.Quote(request.Name)} was not judged within {Duration.Show(request.Gate.Timeout)}."));
        }
    }
}
