using System.Globalization;
using Arize.Build.Client;

namespace Arize.Build.Gates.Verdicts;

/// <summary>The counters of an experiment's run, which criteria name as <c>run.num_successes</c>, <c>run.num_errors</c>, <c>run.num_skipped</c> and <c>run.error_rate</c>.</summary>
/// <param name="Successes">Items done.</param>
/// <param name="Errors">Items that failed.</param>
/// <param name="Skipped">Items skipped; null if the service does not report them.</param>
internal sealed record RunCounters(long Successes, long Errors, long? Skipped)
{
    /// <summary>What the names of these metrics start with.</summary>
    public const string Prefix = "run.";

    /// <summary>The names.</summary>
    public static readonly IReadOnlyList<string> Names = ["run.num_successes", "run.num_errors", "run.num_skipped", "run.error_rate"];

    /// <summary>The counters of a run; null if the service does not report its successes and errors.</summary>
    /// <param name="run">The run.</param>
    public static RunCounters? Of(TaskRun run) =>
        run is { NumSuccesses: { } successes, NumErrors: { } errors } ? new(successes, errors, run.NumSkipped) : null;

    /// <summary>The counters of several runs together; null if there are none.</summary>
    /// <param name="runs">The runs.</param>
    public static RunCounters? Sum(IReadOnlyList<RunCounters> runs) => runs.Count == 0 ? null
        : new(runs.Sum(r => r.Successes), runs.Sum(r => r.Errors), runs.Any(r => r.Skipped is null) ? null : runs.Sum(r => r.Skipped));

    internal double? Value(string metric) => metric switch
    {
        "run.num_successes" => Successes,
        "run.num_errors" => Errors,
        "run.num_skipped" => Skipped,
        "run.error_rate" => Errors / Math.Max(1.0, Successes + Errors),
        _ => null,
    };

    internal long All => Successes + Errors + (Skipped ?? 0);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Successes} succeeded, {Errors} errors{(Skipped is { } skipped ? $", {skipped} skipped" : "")}");
}
