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
        var once = new OnceRequest { Trigger = request.Trigger, Gate = request.Name, Project = request.Project, Build = request.Build };
        var triggered = await new TriggerOnce(arize, log).RunAsync(once, record, cancel).ConfigureAwait(false);
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
}
