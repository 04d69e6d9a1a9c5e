using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Running;

/// <summary>
/// More than one run of a gate: always as many as <c>run.repeats</c> asks for, then one more as often as <c>onInconclusive.repeat</c> allows while the gate is inconclusive. What is about to
/// be spent is announced first, and each time that the gate was judged is in the record: a step that starts again does not judge twice.
/// </summary>
internal sealed class GateRepeats(IBuildLog log, GateRequest request, RunRecord record)
{
    readonly GateDefinition gate = request.Gate!;

    int Always => gate.Run?.Repeats ?? 1;

    int Most => Always + gate.Repeat;

    string Name => $"Gate {RemoteText.Quote(request.Name)}";

    /// <summary>Announces the runs that are made in any case, if there are several.</summary>
    /// <param name="examples">How many examples a run has; null if it is not known.</param>
    /// <param name="evaluators">How many evaluators score each.</param>
    /// <returns>The line; null for a single run.</returns>
    public string? Announcement(int? examples, int evaluators) => (Always, gate.Repeat) switch
    {
        (1, 0) => null,
        (1, var more) => $"{Name}: one run{Over(examples, evaluators)}; while it is inconclusive, up to {NumberFormat.Count(more, "further run")}, each as large.",
        (var all, 0) => $"{Name}: {NumberFormat.Count(all, "run")}, each{Over(examples, evaluators)}.",
        var (all, more) => $"{Name}: {NumberFormat.Count(all, "run")}, each{Over(examples, evaluators)}; while it is inconclusive, up to {NumberFormat.Count(more, "further run")}.",
    };

    /// <summary>True if the gate is judged now: enough runs are there, and it was not judged with them before.</summary>
    /// <param name="state">What was found.</param>
    public bool IsLook(GateState state) => gate.Criteria.Count == 0 || gate.Traces is not null
        || state.Runs.Count >= Always && !record.Looks.Any(l => l.Runs == state.Runs.Count);

    /// <summary>This time that the gate was judged, after the earlier ones; empty for a gate that is judged once in any case.</summary>
    /// <param name="state">What was found.</param>
    /// <param name="verdict">The verdict.</param>
    public IReadOnlyList<GateLook> Looks(GateState state, GateVerdict verdict) => gate.Repeat == 0 ? [] : [.. record.Looks.Where(l => l.Runs < state.Runs.Count), Look(state, verdict)];

    /// <summary>Whether another run follows, which is then announced.</summary>
    /// <param name="state">What was found.</param>
    /// <returns>The state with which the next run starts; null if none follows.</returns>
    public GateState? Next(GateState state)
    {
        if (state.IsStopped || gate.Criteria.Count == 0 || state.Runs.Count == 0 || state.Runs.Count >= Most)
            return null;
        if (state.Runs.Count >= Always)
        {
            if (state.Verdict is { } verdict)
            {
                if (verdict.Outcome != Outcome.Inconclusive)
                    return null;
                if (verdict.Criteria.FirstOrDefault(c => c is { Outcome: Outcome.Inconclusive, Finding: Finding.TooFewExamples }) is { } few)
                {
                    log.Milestone($"{Name}: inconclusive, and not repeated: {RemoteText.OneLine(CriterionText.Title(few.Criterion), 100)} has too few examples, and a repeat adds none.");
                    return null;
                }
                record.WriteLook(Look(state, verdict));
            }
            var run = state.Runs[^1];
            var examples = (int)((run.Run?.NumSuccesses ?? 0) + (run.Run?.NumErrors ?? 0));
            log.Milestone($"{Name}: inconclusive after {NumberFormat.Count(state.Runs.Count, "run")}. One more run of task {RemoteText.Quote(state.Task!.Name)}"
                + $"{Over(examples, state.Evaluations.Sum(t => t.Evaluators.Count))} follows; {Left(Most - state.Runs.Count - 1)}.");
        }
        return state with { Triggered = null, Run = null, Experiment = null, Reused = null, Judged = null, Verdict = null, Before = state.Verdict };
    }

    static string Left(int left) => left == 0 ? "it is the last" : $"after it at most {NumberFormat.Count(left, "other")}";

    static string Over(int? examples, int evaluators) => examples is not { } n ? "" : $" over {NumberFormat.Count(n, "example")} with {NumberFormat.Count(n * evaluators, "evaluation")}";

    static GateLook Look(GateState state, GateVerdict verdict) => new()
    {
        Runs = state.Runs.Count,
        Outcome = verdict.Outcome,
        Open = [.. verdict.Criteria.Where(c => c.Outcome == Outcome.Inconclusive).Select(c => RemoteText.OneLine(c.Sentence))],
    };
}
