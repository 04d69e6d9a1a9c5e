using Arize.Build.Client;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Uploads;

/// <summary>
/// Uploads a results file as an experiment: created with the first rows, then the others in parts, each once only. A step that was killed between two parts goes on. Nothing is evaluated before
/// every row is stored exactly once.
/// </summary>
internal sealed class ResultsUpload(ArizeClient arize, IBuildLog log, RunRecord record, OnceOnly once)
{
    /// <summary>How long to look for rows after a lost answer before those that are missing are sent.</summary>
    static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(10);

    /// <summary>How long stored rows may take until they can be read.</summary>
    static readonly TimeSpan ReadableAfter = TimeSpan.FromSeconds(30);

    /// <summary>Uploads, or goes on with an upload that an earlier step of this build has begun.</summary>
    /// <param name="results">The results, without errors.</param>
    /// <param name="request">How.</param>
    /// <param name="fingerprint">What ends a name that is made; null for nothing.</param>
    /// <param name="cancellationToken">Interrupts the upload; what was stored stays.</param>
    /// <exception cref="ArizeException">The upload is not complete; the message names what is known.</exception>
    public async Task<UploadedExperiment> RunAsync(ResultsInDataset results, LogExperimentRequest request, string? fingerprint, CancellationToken cancellationToken)
    {
        var (file, earlier) = (results.File, record.Find(SendKind.Rows));
        var create = await ExperimentUpload.PlanAsync(arize, log, record, results, request, fingerprint, cancellationToken).ConfigureAwait(false);
        var made = await once.RunAsync(create, cancellationToken).ConfigureAwait(false);
        var experiment = made.Experiment;
        if (made.How == LogOutcome.Continued && earlier is { State: SendState.Done } whole && whole.ExperimentId == experiment.Id)
            return made;
        var stored = new StoredRows(file);
        if (made.How == LogOutcome.Logged)
            stored.Add(create.Part.Lines);
        else
            stored = await StoredAsync(experiment, file, earlier is { State: SendState.Sent, Rows: { } rows } && earlier.ExperimentId == experiment.Id ? rows : create.Part.Rows.Count, SettleTime, cancellationToken).ConfigureAwait(false);
        var requests = 1;
        foreach (var part in RowParts.Of(file, stored.Has, request.MaxBodyBytes - RowParts.Overhead))
        {
            var upload = new RowsUpload(arize, results, experiment, stored, part) { Earlier = null, MaxBodyBytes = request.MaxBodyBytes, ReconcileFor = SettleTime };
            stored.Add((await once.RunAsync(upload, cancellationToken).ConfigureAwait(false)).Lines);
            requests++;
            log.Detail($"{stored.Count} of {NumberFormat.Count(file.Count, "row")} are stored.");
        }
        if (requests == 1 && made.How == LogOutcome.Logged)
            return made;
        if (requests > 1)
            await DemandAllAsync(experiment, file, cancellationToken).ConfigureAwait(false);
        log.Milestone($"Experiment {RemoteText.Quote(experiment.Name)} has all {NumberFormat.Count(file.Count, "row")}, each of them once{(requests > 1 ? $" ({requests} requests)" : "")}.");
        if (record.Find(SendKind.Rows) is { } last)
            record.Write(last with { State = SendState.Done });
        return made;
    }

    /// <summary>The rows that an experiment has. A request whose end was not seen may still be on its way, so they are read again for a short time if there are fewer than expected.</summary>
    async Task<StoredRows> StoredAsync(Experiment experiment, ResultsFile file, int expected, TimeSpan patience, CancellationToken cancellationToken)
    {
        var started = arize.TimeProvider.GetTimestamp();
        var pause = new Backoff(arize.TimeProvider, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(4)) { Least = 1 };
        while (true)
        {
            var stored = await StoredRows.ReadAsync(arize, experiment.Id, file, cancellationToken).ConfigureAwait(false);
            if (stored.Excess is { } excess)
                throw new ArizeException(new ArizeDiagnostic(GateErrorCode.NotJudged,
                    $"Experiment {RemoteText.Quote(experiment.Name)} ({experiment.Id}) has {excess}. Nothing was evaluated, because each answer counts once. "
                    + "Run the build again for a new experiment; if it has a name of your own, give another."));
            var left = patience - arize.TimeProvider.GetElapsedTime(started);
            if (stored.Count >= expected || left <= TimeSpan.Zero)
                return stored;
            await pause.WaitAsync(cancellationToken, limit: left).ConfigureAwait(false);
        }
    }

    async Task DemandAllAsync(Experiment experiment, ResultsFile file, CancellationToken cancellationToken)
    {
        var stored = await StoredAsync(experiment, file, file.Count, ReadableAfter, cancellationToken).ConfigureAwait(false);
        if (!stored.IsComplete)
            throw new ArizeException(new ArizeDiagnostic(GateErrorCode.NotJudged,
                $"{NumberFormat.Count(file.Count, "row")} of experiment {RemoteText.Quote(experiment.Name)} ({experiment.Id}) were sent, and {stored.Count} can be read. Nothing was evaluated. "
                + "Run the step again: in the same build it sends only the rows that are missing."));
    }
}
