using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>The benchmarks measure still: each of them, once and small. What they find is in docs/performance.md; a machine under load proves nothing of it.</summary>
public sealed class BenchmarkTests
{
    static readonly string Program = Path.Combine(Repository.Folder, "benchmarks", Path.GetRelativePath(Path.Combine(Repository.Folder, "tests", "Arize.EndToEnd.Tests"), AppContext.BaseDirectory), "Arize.Build.Benchmarks.dll");

    [TestCase("seeing-the-end", 3)]
    [TestCase("many-waits", 8)]
    [TestCase("many-rows", 5)]
    [TestCase("many-spans", 5)]
    [TestCase("many-results", 2)]
    [TestCase("build-overhead", 3)]
    [TestCase("start-up", 7)]
    [TestCase("hot-paths", 4)]
    [TestCase("solution", 2)]
    public async Task A_benchmark_prints_its_table(string measure, int lines)
    {
        var run = await Child.Run(Repository.Folder, [], "dotnet", Program, measure, "--smoke");

        var table = run.Output.Split('\n').Where(l => l.StartsWith('|')).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.ExitCode, Is.Zero, run.Output);
            Assert.That(table, Has.Count.EqualTo(lines + 2), run.Output);
            Assert.That(table, Has.None.Match(@"only \d+ (rows|spans|completed)").And.None.Contains("NaN"), "everything was measured");
        }
    }
}
