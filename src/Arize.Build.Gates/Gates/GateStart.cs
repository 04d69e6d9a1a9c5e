using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Uploads;
using Arize.Build.Gates.Records;
using Arize.Build.Gates.Reports;
using Arize.Build.Gates.Reuse;
using Arize.Build.Gates.Runs;

namespace Arize.Build.Gates;

/// <summary>Triggers the run of a gate file and leaves it to a later build. All is read before that the gate would read, so that no run is started that could not be judged, or of which there is one.</summary>
internal sealed class GateStart(ArizeClient arize, IBuildLog log)
{
    /// <summary>Starts.</summary>
    /// <param name="request">The gate.</param>
    /// <param name="run">Its run.</param>
    /// <param name="cancellationToken">Interrupts the call.</param>
    /// <returns>The run; null where an earlier experiment is the very same.</returns>
    /// <exception cref="ArizeException">Nothing was started, or it is not known.</exception>
    public async Task<TriggeredRun?> RunAsync(GateRequest request, RunGateRequest run, CancellationToken cancellationToken)
    {
        var earlier = RunRecord.Peek(request.Record);
        var found = new GatePreparation(arize, request.Gate)
        {
            Logging = new LogSource(arize, log, request),
            Reuse = new ReuseSearch(arize, log, request, earlier),
            Earlier = earlier,
        };
        await found.ReadAsync(async wanted => await new ExperimentTaskSetup(arize, log).EnsureAsync(wanted, IfExists.Update, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        ArizeDiagnostic[] faults = [.. found.Diagnostics.Where(f => f.Severity == DiagnosticSeverity.Error).Select(f => new ArizeDiagnostic(f.Code, f.Message))];
        if (faults.Length > 0)
            throw new ArizeException(faults);
        if (found.Reused is null)
            return await new RunGate(arize, log).StartAsync(run with { Fingerprint = found.Fingerprint }, cancellationToken).ConfigureAwait(false);
        using var record = RunRecord.Open(request.Record);
        RecordFile.RemoveVerdict(request.Record);
        ReportFiles.Remove(request.Record);
        return null;
    }
}
