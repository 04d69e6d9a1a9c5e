using System.Globalization;
using Arize.Build.Client;
using Arize.Build.Gates.Runs;

namespace Arize.Build.Gates;

/// <summary>Runs a gate over one run: triggers once, waits, judges.</summary>
public sealed class RunGate(ArizeClient arize, IBuildLog log)
{
    /// <summary>Runs the gate.</summary>
    /// <param name="request">The gate.</param>
    /// <param name="cancel">Interrupts the gate; its run is cancelled.</param>
    /// <returns>The result; a run that is not good is one, not an exception.</returns>
    /// <exception cref="ArizeException">The gate could not be asked: a setting is wrong, the service cannot be reached, the wait timed out.</exception>
    public async Task<RunGateResult> RunAsync(RunGateRequest request, CancellationToken cancel)
    {
        var started = arize.Time.GetTimestamp();
        using var record = RunRecord.Open(request.Record);
        var triggered = await new TriggerOnce(arize, log).RunAsync(Once(request, forLater: false), record, cancel).ConfigureAwait(false);
        if (triggered.RunId is not { } runId)
            throw new ArizeException([new ArizeFault(ArizeErrorKind.NoEvidence,
                $"Gate {Fault.Show(request.Name)}: the answer to the trigger was lost. Its scores are there, but no run can be named whose counters could be judged.")]);

        var left = request.Timeout - arize.Time.GetElapsedTime(started);
        var run = await new RunWatch(arize, log) { OnCancelled = Done }
            .WaitAsync(runId, left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1), request.PollInterval, request.OnTimeout, cancel).ConfigureAwait(false);
        Done(run);
        return new RunGateResult(request.Name, run, triggered.ExperimentName, arize.Time.GetElapsedTime(started), RunJudge.Judge(run, request.Limits));

        void Done(TaskRun ended) => record.Write(record.Entry! with { State = RunState.Done, ExperimentId = ended.ExperimentId, Status = ended.StatusText });
    }

    /// <summary>Triggers the gate's run and leaves it to a later build of the same commit.</summary>
    /// <param name="request">The gate.</param>
    /// <param name="cancel">Interrupts the call.</param>
    /// <exception cref="ArizeException">Nothing was started, or it is not known.</exception>
    public async Task<TriggeredRun> StartAsync(RunGateRequest request, CancellationToken cancel)
    {
        using var record = RunRecord.Open(request.Record);
        return await new TriggerOnce(arize, log).RunAsync(Once(request, forLater: true), record, cancel).ConfigureAwait(false);
    }

    /// <summary>Checks everything and reads everything, but triggers nothing.</summary>
    /// <param name="request">The gate.</param>
    /// <param name="cancel">Interrupts the call.</param>
    /// <exception cref="ArizeException">A setting is wrong, a name is not found, or the service cannot be read.</exception>
    public async Task DryRunAsync(RunGateRequest request, CancellationToken cancel)
    {
        var plan = await arize.Tasks.PlanTriggerAsync(request.Trigger, cancel, task => task.Type == TaskType.RunExperiment && request.Trigger.ExperimentName is null
            ? request.Trigger with { ExperimentName = ExperimentNames.Make(task.Name, request.Name, request.Project, request.Build, arize.Time.GetUtcNow()) }
            : request.Trigger).ConfigureAwait(false);
        var examples = plan is { Task: { Type: TaskType.RunExperiment, DatasetId: { } dataset } }
            ? await arize.Datasets.CountExamplesAsync(dataset, cancel).ConfigureAwait(false)
            : (long?)null;
        var run = examples is null ? "evaluations" : string.Create(CultureInfo.InvariantCulture,
            $"{Math.Min(examples.Value, request.Trigger.MaxExamples ?? long.MaxValue)} of {examples} examples as experiment {Fault.Show(plan.Body["experiment_name"]!.GetValue<string>())}");
        log.Milestone($"Gate {Fault.Show(request.Name)}, dry run: task {Fault.Show(plan.Task.Name)} ({plan.Task.Id}) would run {run}. Nothing was triggered.");
    }

    static OnceRequest Once(RunGateRequest request, bool forLater) => new()
    {
        Trigger = request.Trigger,
        Gate = request.Name,
        Project = request.Project,
        Build = request.Build,
        Commit = request.Commit,
        ForLater = forLater,
    };
}
