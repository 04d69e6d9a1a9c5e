using Cake.Arize;

namespace Arize.Build.Tests.Cake;

/// <summary>What an alias prints past Cake's log. The console is the process's, so nothing else runs meanwhile.</summary>
[NonParallelizable]
public sealed class SummaryMarkTests : CakeFixture
{
    [Test]
    public void Azure_Pipelines_learns_where_the_summary_is_and_GitHub_and_a_desk_do_not()
    {
        Write("gates/release.gate.json", """{ "run": { "task": "support-golden" }, "criteria": [ { "metric": "run.num_errors", "atMost": 0 } ] }""");
        Assert.That(Console("TF_BUILD"), Is.EqualTo($"##vso[task.uploadsummary]{System.IO.Path.Combine(Folder, "artifacts", "arize", "release", "summary.md")}{Environment.NewLine}"));
        Assert.That(Console("GITHUB_ACTIONS"), Is.Empty, "there the summary is a file of the step");
        Assert.That(Console("NO_CI"), Is.Empty);

        string Console(string ci)
        {
            var before = System.Console.Out;
            using var console = new StringWriter();
            System.Console.SetOut(console);
            Set(ci, "True");
            try
            {
                Context.ArizeGate("gates/release.gate.json");
            }
            finally
            {
                System.Console.SetOut(before);
                Set(ci, null);
            }
            return console.ToString();
        }
    }
}
