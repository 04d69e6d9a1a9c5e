using System.Text;
using System.Text.Json.Nodes;
using Arize.Build.Client;
using Arize.Build.Gates.Reports;
using Arize.Build.Gates.Settings;
using Arize.Build.Tests.GateFiles;
using Arize.Build.Tests.Verdicts;

namespace Arize.Build.Tests.Reports;

/// <summary>Where reports go, and what becomes of a gate whose reports cannot be written.</summary>
[Parallelizable(ParallelScope.All)]
public class ReportFileTests
{
    static readonly string[] Files = ["summary.md", "junit.xml", "report.html"];

    [Test]
    public async Task All_reports_are_there_before_the_verdict()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1-mini");
        var result = await gate.Run(GateFileTests.Promised);
        foreach (var file in Files)
            Assert.That(File.GetLastWriteTimeUtc(Path.Combine(gate.Record, file)), Is.LessThanOrEqualTo(File.GetLastWriteTimeUtc(result.VerdictFile)), file);
        Assert.That(await File.ReadAllTextAsync(Path.Combine(gate.Record, "report.html")), Does.Contain("Failed").And.Contain("main-2026-11-20").And.Contain(result.Run!.Id));
        Assert.That(Directory.GetFiles(gate.Record, "*.new"), Is.Empty);
    }

    [Test]
    public async Task A_gate_that_was_stopped_has_reports_and_its_fault_is_a_case()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1-broken");
        await gate.Run(GateFileTests.Promised);
        Assert.That(await File.ReadAllTextAsync(Path.Combine(gate.Record, "junit.xml")), Does.Contain("<error message=").And.Contain("type=\"ARIZE3002\""));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(gate.Record, "summary.md")), Does.Contain("cannot be judged"));
    }

    [Test]
    public async Task The_questions_and_both_answers_of_what_broke_are_in_the_reports_and_in_the_verdict()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1-mini");
        var result = await gate.Run(GateFileTests.Promised);
        var broke = result.Verdict.Criteria.Single(c => c.Criterion.IsComparison).Changed.First(c => c.Worse);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new[] { broke.Question, broke.Expected, broke.BaselineOutput, broke.Output }, Has.None.Null);
            var change = JsonNode.Parse(await File.ReadAllTextAsync(result.VerdictFile))!["criteria"]!.AsArray().SelectMany(c => c!["changed"]!.AsArray()).First()!;
            Assert.That(((string?)change["question"], (string?)change["expected"], (string?)change["baselineOutput"]), Is.EqualTo((broke.Question, broke.Expected, broke.BaselineOutput)));
            Assert.That(System.Net.WebUtility.HtmlDecode(await File.ReadAllTextAsync(Path.Combine(gate.Record, "report.html"))), Does.Contain(broke.Question).And.Contain(broke.BaselineOutput));
        }
    }

    [Test]
    public async Task Rows_with_an_error_are_in_the_reports_of_the_gate_that_they_stopped()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1-flaky");
        var result = await gate.Run(GateFileTests.Promised);
        var rows = JsonNode.Parse(await File.ReadAllTextAsync(result.VerdictFile))!["failedRows"]!.AsArray();
        Assert.That(rows, Has.Count.GreaterThan(3).And.Count.LessThanOrEqualTo(20));
        Assert.That((string?)rows[0]!["error"], Does.Contain("503"));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(gate.Record, "summary.md")), Does.Contain("of 200 rows have an error").And.Contain((string?)rows[0]!["question"]));
    }

    [Test]
    public async Task A_gate_that_runs_out_of_time_or_is_interrupted_leaves_reports_and_no_verdict()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1-endless");
        var late = Assert.ThrowsAsync<ArizeException>(() => gate.Run(GateFileTests.Promised, new GateSettings { PollInterval = TimeSpan.FromMilliseconds(40), Timeout = TimeSpan.FromSeconds(1) }));
        Assert.That(late!.Diagnostics[0].Code, Is.EqualTo(ArizeErrorCode.Timeout));
        // Where the time was over depends on the machine.
        await Left("did not end within|was not judged within", "ARIZE3001");

        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        Assert.CatchAsync<OperationCanceledException>(() => gate.Run(GateFileTests.Promised, cancellationToken: stop.Token));
        await Left("was interrupted before the gate was judged", "ARIZE4003");

        async Task Left(string why, string code)
        {
            Assert.That(Files.Where(f => !File.Exists(Path.Combine(gate.Record, f))), Is.Empty);
            Assert.That(File.Exists(Path.Combine(gate.Record, "verdict.json")), Is.False);
            Assert.That(await File.ReadAllTextAsync(Path.Combine(gate.Record, "summary.md")), Does.Contain("Error: cannot be judged").And.Match(why).And.Contain("What to do next"));
            Assert.That(await File.ReadAllTextAsync(Path.Combine(gate.Record, "junit.xml")), Does.Contain($"type=\"{code}\""));
        }
    }

    [Test]
    public async Task The_gate_says_which_reports_it_wants()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1");
        await gate.Run(GateFileTests.Promised.Replace("\"criteria\"", "\"reports\": [\"junit\"], \"criteria\"", StringComparison.Ordinal));
        Assert.That(Files.Where(f => File.Exists(Path.Combine(gate.Record, f))), Is.EqualTo(new[] { "junit.xml" }));
    }

    [Test]
    public async Task A_report_that_cannot_be_written_is_a_warning_and_the_verdict_stands()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1");
        Directory.CreateDirectory(Path.Combine(gate.Record, "report.html", "in-the-way"));
        var result = await gate.Run(GateFileTests.Promised);
        Assert.That(result.Passed, string.Join('\n', result.Diagnostics));
        Assert.That(result.Diagnostics.Single(), Has.Property("Code").EqualTo("ARIZE4004").And.Property("Message").Contains("report.html cannot be written, and the verdict stands"));
        Assert.That((string?)JsonNode.Parse(await File.ReadAllTextAsync(result.VerdictFile))!["warnings"]!.AsArray().Single(), Does.Contain("report.html"));
        Assert.That(File.Exists(Path.Combine(gate.Record, "junit.xml")));
    }

    [Test]
    public async Task Reports_of_an_earlier_run_do_not_survive_a_gate_that_wants_none()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1");
        await gate.Run(GateFileTests.Promised);
        await gate.Run(GateFileTests.Promised.Replace("\"criteria\"", "\"reports\": [], \"criteria\"", StringComparison.Ordinal));
        Assert.That(Files.Where(f => File.Exists(Path.Combine(gate.Record, f))), Is.Empty);
    }

    [Test]
    public async Task The_summary_is_added_to_what_the_CI_step_has()
    {
        using var step = new Step("before\n");
        Assert.That(await step.Add(SampleReports.Blocked()), Is.Empty);
        Assert.That(step.Text, Does.StartWith("before\n## ⛔ Gate `release`: Failed").And.Contain("<details>"));
    }

    [Test]
    public async Task Gates_of_one_step_take_turns()
    {
        using var step = new Step("");
        var warnings = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => step.Add(SampleReports.Blocked() with { Gate = $"gate-{i}" }))));
        Assert.That(warnings.SelectMany(w => w), Is.Empty);
        Assert.That(Enumerable.Range(0, 8).Where(i => !step.Text.Contains($"Gate `gate-{i}`: Failed", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task A_step_that_is_nearly_full_gets_the_verdict_without_its_examples_and_a_full_one_nothing()
    {
        var whole = Encoding.UTF8.GetByteCount(MarkdownReport.Render(SampleReports.Blocked()));
        using var nearly = new Step(new string('x', ReportFiles.StepSummaryLimit - whole + 100));
        Assert.That(await nearly.Add(SampleReports.Blocked()), Is.Empty);
        Assert.That(nearly.Text, Does.Contain("Gate `release`: Failed").And.Not.Contain("### What broke"));
        using var full = new Step(new string('x', ReportFiles.StepSummaryLimit - 10));
        Assert.That((await full.Add(SampleReports.Blocked())).Single().Message, Does.Contain("is full (1 MiB)"));
        Assert.That(full.Text, Has.Length.EqualTo(ReportFiles.StepSummaryLimit - 10));
    }

    /// <summary>The file of a CI step, and a record beside it.</summary>
    sealed class Step : IDisposable
    {
        readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("step");

        public Step(string before) => File.WriteAllText(Path, before);

        string Path => System.IO.Path.Combine(folder.FullName, "step-summary");

        public string Text => File.ReadAllText(Path);

        public Task<IReadOnlyList<Build.Gates.GateDiagnostic>> Add(GateReport report) =>
            new ReportFiles(TimeProvider.System).WriteAsync(report, Directory.CreateDirectory(System.IO.Path.Combine(folder.FullName, report.Gate)).FullName, ["markdown"], Path);

        public void Dispose() => folder.Delete(recursive: true);
    }
}
