using Arize.Build.Tests.GateFiles;
using Arize.Build.Tests.Verdicts;

namespace Arize.Build.Tests.Reports;

/// <summary>Writes pages to look at in a browser; docs/images/report.png was made of one.</summary>
[Explicit("writes files for people to look at")]
public class ReportPages
{
    static string Folder => Directory.CreateDirectory(Path.Combine(TestContext.CurrentContext.WorkDirectory, "pages")).FullName;

    [Test]
    public void Of_samples()
    {
        foreach (var (name, report) in SampleReports.Reports)
            foreach (var (kind, render) in SampleReports.Renderers)
                File.WriteAllText(Path.Combine(Folder, $"{name}.{kind switch { "markdown" => "md", "junit" => "xml", _ => "html" }}"), render(report()));
        TestContext.Out.WriteLine(Folder);
    }

    [TestCase("atlas-1")]
    [TestCase("atlas-1-mini")]
    [TestCase("atlas-1-rc")]
    public async Task Of_a_gate_over_the_emulator(string model)
    {
        await using var gate = await GateUnderTest.WithModel(model);
        await gate.Run(GateFileTests.Promised.Replace("} ] }", "}, { \"metric\": \"latency_ms\", \"statistic\": \"p95\", \"atMost\": 2000 } ] }", StringComparison.Ordinal), name: "release-3");
        File.Copy(Path.Combine(gate.Record, "report.html"), Path.Combine(Folder, $"emulator-{model}.html"), overwrite: true);
        File.Copy(Path.Combine(gate.Record, "summary.md"), Path.Combine(Folder, $"emulator-{model}.md"), overwrite: true);
    }
}
