using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Arize.Build.Client;
using Arize.Build.Gates.Runs;

namespace Arize.Build.Gates.Uploads;

/// <summary>An experiment that was uploaded.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="How">How it was found or created.</param>
internal sealed record UploadedExperiment(Experiment Experiment, LogOutcome How);

/// <summary>The upload of an application's outputs as an experiment, sent at most once.</summary>
internal sealed class ExperimentUpload : OnceOnlyRequest<UploadedExperiment>
{
    /// <summary>The bytes of the request besides name, dataset and rows: <c>{"name":,"dataset_id":,"experiment_runs":[]}</c>.</summary>
    const int Around = 44;

    readonly ArizeClient arize;
    readonly IBuildLog log;
    readonly ExperimentPlan plan;
    readonly string digest;
    readonly int rows;

    ExperimentUpload(ArizeClient arize, IBuildLog log, ExperimentPlan plan, string digest, int rows) =>
        (this.arize, this.log, this.plan, this.digest, this.rows) = (arize, log, plan, digest, rows);

    /// <summary>The rows that it is created with.</summary>
    public required RowPart Part { get; init; }

    /// <summary>Checks the upload.</summary>
    /// <param name="arize">The client.</param>
    /// <param name="log">Reports what happens.</param>
    /// <param name="record">The record, which is this build's already.</param>
    /// <param name="results">The results.</param>
    /// <param name="request">How to upload them.</param>
    /// <param name="fingerprint">What the experiment is made of, to end a name that is made; null for none.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<ExperimentUpload> PlanAsync(ArizeClient arize, IBuildLog log, RunRecord record, ResultsInDataset results, LogExperimentRequest request,
        string? fingerprint, CancellationToken cancellationToken)
    {
        var (earlier, digest, owner) = (record.Find(SendKind.Experiment), results.File.Digest(), record.Owner!);
        // A name that is made may end otherwise this time.
        var name = request.ExperimentName ?? (earlier is { IsOpen: true, ExperimentName: { } known } && earlier.Results == digest && earlier.DatasetId == results.Dataset.Id
            ? known
            : ExperimentNames.Make(results.Dataset.Name, owner.Gate, owner.Project, owner.Build, arize.TimeProvider.GetUtcNow(), fingerprint));
        var create = new CreateExperimentRequest { Name = name, Dataset = results.Dataset.Id, Rows = [], MaxBodyBytes = request.MaxBodyBytes };
        var around = Encoding.UTF8.GetByteCount($"{JsonValue.Create(name).ToJsonString()}{JsonValue.Create(results.Dataset.Id).ToJsonString()}") + Around;
        var part = RowParts.Of(results.File, _ => false, request.MaxBodyBytes - around).First();
        var plan = await arize.Experiments.PlanCreateAsync(create with { Rows = part.Rows }, cancellationToken).ConfigureAwait(false);
        return new ExperimentUpload(arize, log, plan, digest, results.File.Count) { Part = part, Earlier = earlier, ReconcileFor = request.ReconcileFor };
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
        Rows = Part.Rows.Count,
        ExperimentName = plan.Name,
        Prepared = arize.ServerNow,
    });

    public override async Task<UploadedExperiment> SendAsync(SendEntry entry, CancellationToken cancellationToken)
    {
        var made = await arize.Experiments.SendCreateAsync(plan, cancellationToken).ConfigureAwait(false);
        // Further parts go to the id of the answer: it must be that of our experiment, or they would end up among the rows of another.
        var isOurs = made.Name == plan.Name && (made.DatasetId is null || made.DatasetId == plan.DatasetId)
            && (Part.Rows.Count == rows || (await ByNameAsync(cancellationToken).ConfigureAwait(false))?.Id == made.Id);
        return isOurs ? new(made, LogOutcome.Logged)
            : throw new ArizeException([new ArizeDiagnostic(ArizeErrorCode.UnexpectedAnswer,
                $"The upload was answered with experiment {RemoteText.Quote(made.Name)} ({made.Id}) on dataset {made.DatasetId}, which is not the one that was sent.")]);
    }

    public override async Task<UploadedExperiment?> FindAsync(SendEntry entry, bool interrupted, CancellationToken cancellationToken) =>
        await ByNameAsync(cancellationToken).ConfigureAwait(false) is { } found ? new(found, LogOutcome.Adopted) : null;

    public override SendEntry Known(SendEntry entry, UploadedExperiment made) => entry with { State = SendState.Started, ExperimentId = made.Experiment.Id };

    public override string Announce(UploadedExperiment made, bool wasLost) => wasLost
        ? $"Found experiment {RemoteText.Quote(made.Experiment.Name)} ({made.Experiment.Id}): it had arrived."
        : $"Logged experiment {RemoteText.Quote(plan.Name)} ({made.Experiment.Id}): {(Part.Rows.Count == rows ? $"{rows} rows" : $"the first {Part.Rows.Count} of {rows} rows")}.";

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
        await ExperimentSearch.ByNameAsync(arize, plan.DatasetId!, plan.Name, cancellationToken).ConfigureAwait(false);
}
