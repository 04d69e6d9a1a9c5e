using System.Globalization;
using System.Security.Cryptography;
using Arize.Build.Client;

namespace Arize.Build.Gates.Runs;

/// <summary>A trigger of a task, sent at most once: the gate's run, an evaluation of its experiment, or the run of a single step.</summary>
internal sealed class RunTrigger : OnceOnlyRequest<TriggeredRun>
{
    /// <summary>How much the clocks of the service and of this machine may differ.</summary>
    public static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    /// <summary>How many runs are noted at least, however old: an answer that names one of them is about something else.</summary>
    const int RunsBefore = 100;

    readonly ArizeClient arize;
    readonly IBuildLog log;
    readonly RunRecord record;
    readonly TriggerOrder order;
    readonly DateTimeOffset? mark;
    readonly RunSearch search;

    RunTrigger(ArizeClient arize, IBuildLog log, RunRecord record, TriggerOrder order, (TriggerPlan Plan, DateTimeOffset? Mark) planned) =>
        (this.arize, this.log, this.record, this.order, mark, search) = (arize, log, record, order, planned.Mark, new RunSearch(arize, planned.Plan));

    /// <summary>Reads the task and completes the request: a name for an experiment that has none, a mark for an evaluation of a project.</summary>
    /// <param name="arize">The client.</param>
    /// <param name="log">Reports what happens.</param>
    /// <param name="record">The record, which is this build's already.</param>
    /// <param name="order">What is triggered.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<RunTrigger> PlanAsync(ArizeClient arize, IBuildLog log, RunRecord record, TriggerOrder order, CancellationToken cancellationToken)
    {
        var mark = default(DateTimeOffset?);
        var request = order.Request;
        var plan = await arize.Tasks.PlanTriggerAsync(request, Complete, cancellationToken).ConfigureAwait(false);
        return new RunTrigger(arize, log, record, order, (plan, mark)) { Earlier = record.Find(order, plan.Task.Id), ResendOnce = order.ResendOnce };

        TriggerRunRequest Complete(ArizeTask task)
        {
            if (task.Type == TaskType.RunExperiment && string.IsNullOrWhiteSpace(request.ExperimentName))
            {
                var owner = record.Owner!;
                return request with
                {
                    ExperimentName = record.Find(order.Kind, task.Id, order.Repeat) is { State: not SendState.Done, ExperimentName: { } known }
                        ? known
                        : ExperimentNames.Repeat(record.Find(order.Kind, task.Id)?.ExperimentName is { } first && order.Repeat > 1 ? first
                            : ExperimentNames.Make(task.Name, owner.Gate, owner.Project, owner.Build, arize.TimeProvider.GetUtcNow(), order.Fingerprint), order.Repeat),
                };
            }
            if (task is { ProjectId: not null, Type: not TaskType.RunExperiment } && (request.DataEndTime is null || order.Window is not null))
            {
                // The end defaults to now; given by us to the microsecond, it marks our run. A gate's window ends up to a second earlier, and is read exactly.
                var end = ((request.DataEndTime ?? arize.ServerNow) + TimeSpan.FromMicroseconds(RandomNumberGenerator.GetInt32(1_000_000))).ToUniversalTime();
                mark = end;
                return request with { DataEndTime = end, DataStartTime = request.DataStartTime is { } start && end - start > TimeWindow.Longest ? end - TimeWindow.Longest : request.DataStartTime };
            }
            return request;
        }
    }

    TriggerPlan Plan => search.Plan;

    ArizeTask Task => Plan.Task;

    public override string What => "the trigger";

    public override string Made => "its run";

    public override string? Name => Plan.Body["experiment_name"]?.GetValue<string>();

    string[] Experiments => Plan.Body["experiment_ids"]?.AsArray().Select(e => e!.GetValue<string>()).ToArray() ?? [];

    public override bool IsSame(SendEntry earlier) =>
        earlier.TaskId == Task.Id && earlier.ExperimentName == Name && earlier.Window == order.Window && earlier.Experiments.SequenceEqual(Experiments, StringComparer.Ordinal);

    public override Task<TriggeredRun> ContinueAsync(SendEntry earlier, CancellationToken cancellationToken)
    {
        log.Milestone($"Continuing run {earlier.RunId}, which {(record.Owner!.ForLater ? "an earlier build of this commit" : "an earlier step of this build")} started.");
        return System.Threading.Tasks.Task.FromResult(new TriggeredRun { RunId = earlier.RunId, Task = Task, ExperimentName = earlier.ExperimentName, How = TriggerOutcome.Continued });
    }

    public override async Task<bool> IsTakenAsync(CancellationToken cancellationToken) =>
        Name is { } name && await search.ExperimentAsync(name, cancellationToken).ConfigureAwait(false) is not null;

    public override async Task<SendEntry> PrepareAsync(CancellationToken cancellationToken) => new()
    {
        Kind = order.Kind,
        Repeat = order.Repeat,
        State = SendState.Intent,
        TaskId = Task.Id,
        TaskName = Task.Name,
        ExperimentName = Name,
        Experiments = Experiments,
        Window = order.Window,
        Fingerprint = mark,
        Prepared = arize.ServerNow,
        Before = [.. (await search.RunsSinceAsync(arize.ServerNow - ClockSlack, cancellationToken, atLeast: RunsBefore).ConfigureAwait(false)).Select(r => r.Id)],
    };

    public override async Task<TriggeredRun> SendAsync(SendEntry entry, CancellationToken cancellationToken)
    {
        var run = await arize.Tasks.SendTriggerAsync(Plan, cancellationToken).ConfigureAwait(false);
        return entry.Before.Contains(run.Id)
            ? throw new ArizeException(new ArizeDiagnostic(ArizeErrorCode.UnexpectedAnswer, $"The trigger was answered with run {run.Id}, which existed before."))
            : Of(run, TriggerOutcome.Started);
    }

    public override async Task<TriggeredRun?> FindAsync(SendEntry entry, bool interrupted, CancellationToken cancellationToken)
    {
        if (await search.FindAsync(entry, ClockSlack, cancellationToken).ConfigureAwait(false) is { } run)
            return Of(run, TriggerOutcome.Adopted);
        return !interrupted && await search.ScoresAreThereAsync(entry, ClockSlack, cancellationToken).ConfigureAwait(false)
            ? new TriggeredRun { RunId = null, Task = Task, How = TriggerOutcome.ScoresFound }
            : null;
    }

    public override SendEntry Known(SendEntry entry, TriggeredRun made) => made.RunId is null
        ? entry with { State = SendState.Done, Status = "SCORES_FOUND" }
        : entry with { State = SendState.Started, RunId = made.RunId, ExperimentId = made.ExperimentId };

    public override string? Announce(TriggeredRun made, bool wasLost)
    {
        var what = Name is { } name ? $", experiment {RemoteText.Quote(name)}" : order.Window is { } window ? $", for the traffic of {window}" : "";
        return made.RunId is null ? null
            : wasLost ? $"Found run {made.RunId} of task {RemoteText.Quote(Task.Name)}{what}: the trigger had arrived."
            : $"Started run {made.RunId} of task {RemoteText.Quote(Task.Name)}{what}.";
    }

    public override async Task<string?> AbandonAsync(TriggeredRun made, TimeSpan budget) =>
        made.RunId is { } runId ? await new RunSupervisor(arize, log).CancelAsync(runId, budget).ConfigureAwait(false) : null;

    public override ArizeDiagnostic NameTaken() => new(GateErrorCode.NameTaken,
        $"The dataset has an experiment named {RemoteText.Quote(Name ?? "")} already, and there is no open record of it here. Nothing was started. "
        + "Give another ExperimentName; if legs of one CI matrix share it, set ArizeRunKey to what tells them apart.");

    public override async Task<ArizeDiagnostic> UnknownAsync(SendEntry entry, string why, string searchedFor, string recordFile, CancellationToken cancellationToken)
    {
        string candidates;
        try
        {
            candidates = await search.TellCandidatesAsync(entry, ClockSlack, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ArizeException or OperationCanceledException)
        {
            candidates = "The task's runs cannot be read now.";
        }
        var what = entry.ExperimentName is { } name ? $"experiment {RemoteText.Quote(name)}" : "evaluation";
        return new(GateErrorCode.UnknownOutcome,
            $"It is not known whether a run of task {RemoteText.Quote(Task.Name)} was started ({what}, sent after "
            + $"{entry.Prepared.UtcDateTime.ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture)}): {why} Searched for {searchedFor} among the task's runs"
            + $"{(entry.ExperimentName is null ? "" : " and the dataset's experiments")}. {candidates} A paid run may be active; nothing was sent again. "
            + $"Look at the task's runs in Arize, and cancel one with ArizeCancelRun. What is known is in {recordFile}.");
    }

    TriggeredRun Of(TaskRun run, TriggerOutcome how) => new() { RunId = run.Id, Task = Task, ExperimentName = Name, How = how, ExperimentId = run.ExperimentId };
}
