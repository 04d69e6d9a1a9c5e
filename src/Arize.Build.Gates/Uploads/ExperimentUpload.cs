using System.Globalization;
using Arize.Build.Client;
using Arize.Build.Gates.Runs;

namespace Arize.Build.Gates.Uploads;

/// <summary>An experiment that was uploaded.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="How">How it came to be known.</param>
internal sealed record UploadedExperiment(Experiment Experiment, LogOutcome How);

/// <summary>The upload of an application's outputs as an experiment, sent at most once.</summary>
internal sealed class ExperimentUpload : OnceOnlyRequest<UploadedExperiment>
{
    readonly ArizeClient arize;
    readonly IBuildLog log;
    readonly ExperimentPlan plan;
    readonly string digest;

    ExperimentUpload(ArizeClient arize, IBuildLog log, ExperimentPlan plan, string digest) =>
        (this.arize, this.log, this.plan, this.digest) = (arize, log, plan, digest);

    /// <summary>Checks the upload.</summary>
    /// <param name="arize">The client.</param>
    /// <param name="log">Reports what happens.</param>
    /// <param name="record">The record, which is this build's already.</param>
    /// <param name="results">The results.</param>
    /// <param name="name">The experiment's name, as the user gave it; null makes one.</param>
    /// <param name="fingerprint">What the experiment is made of, to end a name that is made; null for none.</param>
    /// <param name="maxBodyBytes">The maximum size of the request.</param>
    /// <param name="reconcileFor">How long to look for an experiment whose answer was lost.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<ExperimentUpload> PlanAsync(ArizeClient arize, IBuildLog log, RunRecord record, ResultsInDataset results, string? name,
        string? fingerprint, int maxBodyBytes, TimeSpan reconcileFor, CancellationToken cancellationToken)
    {
        var (earlier, digest, owner) = (record.Find(SendKind.Experiment), results.File.Digest(), record.Owner!);
        // A name that is made may end otherwise this time.
        name ??= earlier is { IsOpen: true, ExperimentName: { } known } && earlier.Results == digest && earlier.DatasetId == results.Dataset.Id
            ? known
            : ExperimentNames.Make(results.Dataset.Name, owner.Gate, owner.Project, owner.Build, arize.TimeProvider.GetUtcNow(), fingerprint);
        var plan = await arize.Experiments.PlanCreateAsync(results.ToRequest(name, maxBodyBytes), cancellationToken).ConfigureAwait(false);
        return new ExperimentUpload(arize, log, plan, digest) { Earlier = earlier, ReconcileFor = reconcileFor };
    }

    public override string What => "the experiment";

    public override string Made => "it";

    public override string? Name => plan.Name;

    public override bool IsSame(SendEntry earlier) => earlier.DatasetId == plan.DatasetId && earlier.ExperimentName == plan.Name && earlier.Results == digest;

    public override async Task<UploadedExperiment> ContinueAsync(SendEntry earlier, CancellationToken cancellationToken)
    {
        log.Milestone($"Continuing with experiment {RemoteText.Quote(plan.Name)}, which an earlier step of this build logged.");
        return new(await arize.Experiments.GetAsync(earlier.ExperimentId!, cancellationToken: cancellationToken).ConfigureAwait(false), LogOutcome.Continued);
    }

    public override async Task<bool> IsTakenAsync(CancellationToken cancellationToken) => await ByNameAsync(cancellationToken).ConfigureAwait(false) is not null;

    public override Task<SendEntry> PrepareAsync(CancellationToken cancellationToken) => Task.FromResult(new SendEntry
    {
        Kind = SendKind.Experiment,
        State = SendState.Intent,
        DatasetId = plan.DatasetId,
        Results = digest,
        ExperimentName = plan.Name,
        Prepared = arize.ServerNow,
    });

    public override async Task<UploadedExperiment> SendAsync(SendEntry entry, CancellationToken cancellationToken)
    {
        var made = await arize.Experiments.SendCreateAsync(plan, cancellationToken).ConfigureAwait(false);
        return made.Name == plan.Name && (made.DatasetId is null || made.DatasetId == plan.DatasetId)
            ? new(made, LogOutcome.Logged)
            : throw new ArizeException([new ArizeDiagnostic(ArizeErrorCode.UnexpectedAnswer,
                $"The upload was answered with experiment {RemoteText.Quote(made.Name)} ({made.Id}) on dataset {made.DatasetId}.")]);
    }

    public override async Task<UploadedExperiment?> FindAsync(SendEntry entry, bool interrupted, CancellationToken cancellationToken) =>
        await ByNameAsync(cancellationToken).ConfigureAwait(false) is { } found ? new(found, LogOutcome.Adopted) : null;

    public override SendEntry Known(SendEntry entry, UploadedExperiment made) => entry with { State = SendState.Started, ExperimentId = made.Experiment.Id };

    public override string Announce(UploadedExperiment made, bool wasLost) => wasLost
        ? $"Found experiment {RemoteText.Quote(made.Experiment.Name)} ({made.Experiment.Id}): it had arrived."
        : $"Logged experiment {RemoteText.Quote(plan.Name)} ({made.Experiment.Id}): {plan.Body["experiment_runs"]!.AsArray().Count} rows.";

    public override Task<string?> AbandonAsync(UploadedExperiment made, TimeSpan budget) => Task.FromResult<string?>(null);

    public override ArizeDiagnostic NameTaken() => new(GateErrorCode.NameTaken,
        $"The dataset has an experiment named {RemoteText.Quote(plan.Name)} already, and there is no open record of it here. Nothing was logged. "
        + "Give another name, or none; if legs of one CI matrix share it, set ArizeRunKey to what tells them apart.");

    public override Task<ArizeDiagnostic> UnknownAsync(SendEntry entry, string why, string searchedFor, string recordFile, CancellationToken cancellationToken) =>
        Task.FromResult(new ArizeDiagnostic(GateErrorCode.UnknownOutcome,
            $"It is not known whether experiment {RemoteText.Quote(plan.Name)} was logged (sent after "
            + $"{entry.Prepared.UtcDateTime.ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture)}): {why} Searched for {searchedFor} among the dataset's "
            + "experiments, by that name. It may appear yet; nothing was sent again. Look at the dataset's experiments in Arize. "
            + $"What is known is in {recordFile}."));

    async Task<Experiment?> ByNameAsync(CancellationToken cancellationToken) =>
        await ExperimentSearch.ByNameAsync(arize, plan.DatasetId, plan.Name, cancellationToken).ConfigureAwait(false);
}
