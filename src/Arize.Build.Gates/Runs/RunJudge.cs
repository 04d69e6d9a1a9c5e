using System.Globalization;
using Arize.Build.Client;

namespace Arize.Build.Gates.Runs;

/// <summary>
/// Whether a run ended well. That is a whitelist: COMPLETED, with counters that say that something succeeded, and errors within the limits.
/// Whatever else there is, or will be, is not.
/// </summary>
internal static class RunJudge
{
    /// <summary>Judges a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="limits">How many errors are allowed.</param>
    /// <param name="isOfGate">Whether a gate has triggered it: a gate has no setting OverrideEvaluations, and reads the scores that are there already.</param>
    /// <returns>What is wrong with it; null if it ended well.</returns>
    public static ArizeDiagnostic? Judge(TaskRun run, RunLimits limits, bool isOfGate = false) => run.Status switch
    {
        RunStatus.Completed => JudgeCounters(run, limits, isOfGate),
        RunStatus.Failed => new ArizeDiagnostic(GateErrorCode.RunFailed, $"Run {run.Id} FAILED after {Counters(run)}. {Reason(run, "The service gave no reason.")}"),
        RunStatus.Cancelled => new ArizeDiagnostic(GateErrorCode.RunCancelled, $"Run {run.Id} was CANCELLED after {Counters(run)}. {Reason(run, CancelCauses(run, isOfGate))}"),
        _ => new ArizeDiagnostic(ArizeErrorCode.UnexpectedAnswer, $"Run {run.Id} has the status '{RemoteText.OneLine(run.StatusText, 60)}', which is no end. It is not counted as a success."),
    };

    /// <summary>The counters in words: "194 succeeded, 6 errors, 0 skipped".</summary>
    /// <param name="run">The run.</param>
    public static string Counters(TaskRun run) =>
        $"{Show(run.NumSuccesses)} succeeded, {Show(run.NumErrors)} errors, {Show(run.NumSkipped)} skipped";

    static ArizeDiagnostic? JudgeCounters(TaskRun run, RunLimits limits, bool isOfGate)
    {
        if (run is not { NumSuccesses: { } successes and >= 0, NumErrors: { } errors and >= 0 })
            return new ArizeDiagnostic(GateErrorCode.NoEvidence, $"Run {run.Id} COMPLETED, but the service does not say with how many successes and errors. It cannot be judged.");
        var rate = errors / Math.Max(1.0, successes + errors);
        var mostErrors = limits.MaxErrors ?? (limits.MaxErrorRate is null ? 0 : null);
        if (errors > mostErrors)
            return TooMany($"{errors} errors are more than MaxErrors {mostErrors}");
        if (limits.MaxErrorRate is { } mostRate && !(rate <= mostRate))
            return TooMany(string.Create(CultureInfo.InvariantCulture,
                $"{errors} of {successes + errors} is an error rate of {rate:0.####}, above MaxErrorRate {mostRate:0.####}"));
        return successes > 0 ? null : new ArizeDiagnostic(GateErrorCode.NoEvidence,
            $"Run {run.Id} COMPLETED without one success ({Counters(run)}): there is no evidence. Nothing may have matched, "
            + $"or everything was evaluated before{(isOfGate ? "" : " (then set OverrideEvaluations)")}; new spans take 1 to 2 hours to be indexed.");

        ArizeDiagnostic TooMany(string why) => new(GateErrorCode.TooManyErrors,
            $"Run {run.Id} COMPLETED, but {why} ({Counters(run)}). Look at the failed rows of its experiment, or raise the limit.");
    }

    static string Reason(TaskRun run, string otherwise) =>
        string.IsNullOrWhiteSpace(run.FailureReason) ? otherwise : $"The service says: {RemoteText.OneLine(run.FailureReason)}";

    /// <summary>The service often cancels without a word. The causes, and how fast each shows, are from Arize's own trouble-shooting pages.</summary>
    static string CancelCauses(TaskRun run, bool isOfGate)
    {
        if (run is not { NumSuccesses: 0, NumErrors: 0, NumSkipped: 0 })
            return "The service gave no reason; somebody may have cancelled it.";
        var lived = run.RunFinishedAt - run.CreatedAt is { } time && time >= TimeSpan.Zero ? $" (it lived {Settings.Duration.Show(time)})" : "";
        return $"Nothing was processed{lived} and the service gave no reason. Likely causes: no data matched the filter or the examples; everything was evaluated before"
            + $"{(isOfGate ? "" : " (set OverrideEvaluations)")}; the integration's credential is bad (ends after about 1 s); a custom code evaluator breaks its contract (about 3 s); "
            + "the model's name or key is wrong (about 3 min); or somebody cancelled it.";
    }

    static string Show(long? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "an unknown number";
}
