using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Runs;

namespace Arize.Build.Gates.Uploads;

/// <summary>The outputs that a gate logs and judges.</summary>
internal sealed class LogSource(ArizeClient arize, IBuildLog log, GateDefinition gate)
{
    /// <summary>A dry run makes no results, so they need not be there.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Reads the results beside the dataset; null where the gate logs none.</summary>
    public async Task<ResultsInDataset?> ReadAsync(CancellationToken cancellationToken) =>
        gate.Results is null ? null : await ResultsInDataset.ReadAsync(arize, Request(), cancellationToken, mayLackFile: IsDryRun).ConfigureAwait(false);

    /// <summary>What is wrong before anything is sent: the file, and the pinned version.</summary>
    public IEnumerable<GateDiagnostic> Diagnostics(ResultsInDataset results)
    {
        foreach (var fault in results.Diagnostics)
            yield return fault;
        if (gate.PinnedDatasetVersion is { } pinned && results.VersionId is { } newest && pinned != newest)
            yield return new GateDiagnostic(GateErrorCode.NotJudged,
                $"The dataset is pinned to version {RemoteText.Quote(pinned)}, and outputs are logged on its newest one, which is {RemoteText.Quote(newest)}. Look at what changed, then pin the new one.", gate.PinAt);
    }

    /// <summary>Logs, once only.</summary>
    /// <param name="results">The results, without faults.</param>
    /// <param name="fingerprint">What ends a name that is made.</param>
    /// <param name="record">The gate's record.</param>
    /// <param name="once">Sends at most once.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Experiment> SendAsync(ResultsInDataset results, string? fingerprint, RunRecord record, OnceOnly once, CancellationToken cancellationToken)
    {
        var upload = await ExperimentUpload.PlanAsync(arize, log, record, results, gate.Results!.Name, fingerprint, gate.Results.MaxBodyBytes,
            Request().ReconcileFor, cancellationToken).ConfigureAwait(false);
        return (await once.RunAsync(upload, cancellationToken).ConfigureAwait(false)).Experiment;
    }

    /// <summary>What was logged is judged whole or not at all; null where it is whole.</summary>
    public static ArizeDiagnostic? Incomplete(ResultsInDataset results, int rows) => rows == results.File.Lines.Count ? null
        : new ArizeDiagnostic(GateErrorCode.NotJudged, $"{Verdicts.NumberFormat.Count(results.File.Lines.Count, "result")} were logged, and {Verdicts.NumberFormat.Count(rows, "row")} can be read.");

    LogExperimentRequest Request() => new()
    {
        Dataset = gate.Results!.Dataset,
        ExperimentName = gate.Results.Name,
        Space = gate.Space,
        ResultsFile = gate.Results.File,
        AllowMissing = gate.Results.AllowMissing,
        MaxBodyBytes = gate.Results.MaxBodyBytes,
    };
}
