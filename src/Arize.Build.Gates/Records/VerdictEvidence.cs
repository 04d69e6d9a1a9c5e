using Arize.Build.Client;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Records;

/// <summary>What a verdict was given by, beside itself: with it, and the rows that it names, it can be given again.</summary>
/// <param name="ScoresHash">The hash of <c>scores.jsonl</c>; null where no rows were read.</param>
/// <param name="BaselineHash">The hash of <c>baseline.jsonl</c>; null where nothing was compared.</param>
/// <param name="Counters">The counters of the run; null where there is none, or it does not say them all.</param>
internal sealed record VerdictEvidence(string? ScoresHash, string? BaselineHash, RunCounters? Counters)
{
    public static VerdictEvidence In(string folder, TaskRun? run) =>
        new(RecordFile.HashIfThere(folder, RecordFile.Scores), RecordFile.HashIfThere(folder, RecordFile.Baseline), run is null ? null : RunCounters.Of(run));
}
