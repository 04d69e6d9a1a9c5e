using Arize.Build.Client;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Records;

/// <summary>What a verdict was given by, beside itself: with it, and the rows that it names, it can be given again.</summary>
/// <param name="ScoresHash">The hash of <c>scores.jsonl</c>; null if no rows were read.</param>
/// <param name="BaselineHash">The hash of <c>baseline.jsonl</c>; null if nothing was compared.</param>
/// <param name="Counters">The counters of each run; empty if there is none, or it does not report them.</param>
internal sealed record VerdictEvidence(string? ScoresHash, string? BaselineHash, IReadOnlyList<RunCounters> Counters)
{
    /// <summary>The first rows with an error.</summary>
    public IReadOnlyList<FailedRow> FailedRows { get; init; } = [];

    public static VerdictEvidence In(string folder, IEnumerable<TaskRun> runs) =>
        new(RecordFile.HashIfThere(folder, RecordFile.Scores), RecordFile.HashIfThere(folder, RecordFile.Baseline), [.. runs.Select(RunCounters.Of).OfType<RunCounters>()]);
}
