using System.Globalization;

namespace Arize.Build.Gates.Verdicts;

/// <summary>How many rows an experiment was made with, one for each example.</summary>
/// <param name="Successes">Rows without an error.</param>
/// <param name="Errors">Examples that failed. The service need not keep a row of each.</param>
/// <param name="Source">What says so, as it ends a sentence: "the run reports".</param>
internal sealed record RowsMade(long Successes, long Errors, string Source)
{
    /// <summary>Whether an example may have several rows: what was uploaded may answer one more than once, a run does not.</summary>
    public bool HasRepeats { get; init; }

    /// <summary>Rows if the service keeps one of each example.</summary>
    public long All => Successes + Errors;

    /// <summary>As a run counts.</summary>
    public static RowsMade By(RunCounters run) => new(run.Successes, run.Errors, "the run reports");

    /// <summary>That there are too few rows; null if there are enough. Rows with an error stand for the errors first.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="errors">Those with an error.</param>
    public string? Fewer(long rows, long errors) => rows - Math.Min(errors, Errors) >= Successes ? null
        : $"Only {NumberFormat.Count(rows, "row")} can be read{(errors > 0 ? $" ({NumberFormat.Count(errors, "error")})" : "")}, fewer than {Source}{Counts}.";

    /// <summary>That there are too many rows; null if there are not.</summary>
    /// <param name="rows">The rows.</param>
    public string? More(long rows) => rows <= All ? null : $"There are more rows than {Source}{Counts}.";

    string Counts => string.Create(CultureInfo.InvariantCulture, $" ({Successes} succeeded{(Errors > 0 ? $", {Errors} with an error" : "")})");
}
