using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Uploads;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Running;

/// <summary>The outputs that a gate logs and judges.</summary>
internal sealed class LogSource(ArizeClient arize, IBuildLog log, GateDefinition gate)
{
    /// <summary>A dry run makes no results, so they need not be there.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Reads the results beside the dataset; null if the gate logs none.</summary>
    public async Task<ResultsInDataset?> ReadAsync(CancellationToken cancellationToken) =>
        gate.Results is null ? null : await ResultsInDataset.ReadAsync(arize, Request(), cancellationToken, mayLackFile: IsDryRun).ConfigureAwait(false);

    /// <summary>What is wrong before anything is sent: the file, the pinned version, and scores that two evaluators would give.</summary>
    public IEnumerable<GateDiagnostic> Diagnostics(ResultsInDataset results, IEnumerable<ArizeTask> evaluations)
    {
        foreach (var fault in results.Diagnostics)
            yield return fault;
        foreach (var task in evaluations)
            foreach (var name in task.Evaluators.Select(e => e.Name).OfType<string>().Where(n => results.File.Scores.Names.Contains(n, StringComparer.OrdinalIgnoreCase)))
                yield return new GateDiagnostic(GateErrorCode.ResultsFile,
                    $"The results file has evaluations of {RemoteText.Quote(name)}, and so does the evaluation task {RemoteText.Quote(task.Name)}. Only one of them can be judged: rename yours, or leave the task out of 'evaluate'.",
                    new SourcePosition(results.File.Path, 1, 1));
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
        var upload = new ResultsUpload(arize, log, record, once);
        return (await upload.RunAsync(results, Request(), fingerprint, cancellationToken).ConfigureAwait(false)).Experiment;
    }

    /// <summary>What was logged is judged whole or not at all; null if it is whole.</summary>
    public static ArizeDiagnostic? Incomplete(ResultsInDataset results, int rows) => rows == results.File.Count ? null
        : new ArizeDiagnostic(GateErrorCode.NotJudged, $"{NumberFormat.Count(results.File.Count, "result")} were logged, and {NumberFormat.Count(rows, "row")} can be read.");

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
