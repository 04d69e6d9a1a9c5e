namespace Arize.Build.Tests.FaultTable;

/// <summary>
/// A disk that is full and a folder that cannot be written, in a whole gate. A file that is a link to /dev/full can be opened, and every write to it fails as on a full disk;
/// permissions would not stop a build that runs as root.
/// </summary>
[Parallelizable(ParallelScope.All)]
[Platform("Linux", Reason = "/dev/full and /proc are there only")]
public sealed class DiskCases
{
    static IEnumerable<TestCaseData> Cases() => Reports().Concat(Records()).Select(c => c.ToTest());

    static IEnumerable<FaultCase> Reports()
    {
        foreach (var report in new[] { "summary.md", "junit.xml", "report.html" })
            yield return new("42", $"the disk is full at {report}", "pass ARIZE4004")
            {
                Break = g => Full(g, report), Says = "the verdict stands", Besides = (_, ending) => Assert.That(ending.Files, Has.None.EqualTo(report).And.Contains("verdict.json")),
            };
        yield return new("42", "a folder where a report should be", "pass ARIZE4004") { Break = g => Directory.CreateDirectory(Path.Combine(g.Record, "report.html", "x")), Says = "the verdict stands" };
        yield return new("42", "the disk is full at the CI step's summary", "pass ARIZE4004") { Break = g => g.StepSummary = "/dev/full", Says = "the verdict stands", Within = 30 };
        yield return new("42", "the CI step's summary cannot be written", "pass ARIZE4004") { Break = g => g.StepSummary = "/proc/none/summary", Says = "the verdict stands", Within = 30 };
    }

    static IEnumerable<FaultCase> Records()
    {
        foreach (var file in new[] { "scores.jsonl", "verdict.json" })
            yield return new("42", $"the disk is full at {file}", "ARIZE3008") { Break = g => Full(g, file), Says = "cannot be written", Besides = (_, ending) => Assert.That(ending.Files, Has.None.StartsWith(file), "no half file") };
        yield return new("42", "the disk is full before the trigger", "ARIZE3008") { Break = g => Full(g, "run.json"), Triggers = 0, Says = "could be triggered twice, so none is" };
        yield return new("42", "the disk is full after the trigger: a run that cannot be written down is not left behind", "ARIZE3008")
        {
            Break = g => g.Break("trigger", Breakage.Doing(() => Full(g, "run.json"))), Cancels = 1, Says = "was cancelled",
        };
        yield return new("42", "a file where the record's folder should be", "ARIZE3008") { Break = g => File.WriteAllText(g.Record, ""), Triggers = 0, Besides = (g, _) => Assert.That(g.Arize.Server.Connections, Is.Zero) };
        yield return new("42", "a record folder that cannot be made", "ARIZE3008") { Break = g => g.Record = "/proc/none/record", Triggers = 0, Besides = (g, _) => Assert.That(g.Arize.Server.Connections, Is.Zero) };
    }

    /// <summary>What is written for a file goes to a disk that is full.</summary>
    static void Full(WholeGate gate, string file)
    {
        Directory.CreateDirectory(gate.Record);
        File.CreateSymbolicLink(Path.Combine(gate.Record, file + ".new"), "/dev/full");
    }

    [TestCaseSource(nameof(Cases))]
    public Task When_nothing_can_be_written(FaultCase fault) => fault.HoldsAsync();
}
