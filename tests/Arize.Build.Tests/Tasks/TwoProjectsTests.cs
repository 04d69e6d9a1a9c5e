using System.Text.Json.Nodes;
using Arize.Build.Tasks;

namespace Arize.Build.Tests.Tasks;

/// <summary>
/// Two projects whose gates run at the same time in one process, as under <c>dotnet build -mt</c>: each has its folder and its environment, and
/// the process's current folder is neither. Every path is relative, and both projects use the same ones.
/// </summary>
public sealed class TwoProjectsTests : TaskFixture
{
    static string Gate(string criterion) =>
        $$"""{ "run": { "task": "support-golden" }, "evaluate": ["support-judge"], "reuse": false, "criteria": [ { "metric": "correctness", {{criterion}} } ] }""";

    readonly string[] names = ["First", "Second"];

    [SetUp]
    public void Projects()
    {
        foreach (var name in names)
        {
            Directory.CreateDirectory(In(name, "gates"));
            File.WriteAllText(In(name, "gates/main.gate.json"), Gate("\"atLeast\": 0"));
            File.WriteAllText(In(name, "gates/release.gate.json"), Gate("\"mayDropBy\": 1"));
            File.WriteAllText(In(name, "key.txt"), Emulator.ApiKey);
        }
        Set("ARIZE_API_KEY", null); // the key is in a file with a relative path
    }

    [Test]
    public async Task Each_gate_uses_its_own_project_s_files_and_environment()
    {
        Assert.That(Directory.GetCurrentDirectory(), Does.Not.StartWith(Folder), "the process is elsewhere");
        var baselines = await Together(() => new ArizeGates { Operation = "Run", Gates = [Item("gates/main.gate.json", ("Record", "records/first"))], PollInterval = "0.05s" });
        foreach (var name in names)
            Directory.Move(In(name, "records/first"), In(name, "pinned"));

        var candidates = await Together(() => new ArizeGates
        {
            Operation = "Run",
            Gates = [Item("gates/release.gate.json", ("Baseline", "pinned"))],
            Records = "records",
            PollInterval = "0.05s",
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(candidates.Concat(baselines).Select(r => r.ExperimentId), Is.Unique.And.All.Not.Empty);
            foreach (var (i, name) in names.Index())
            {
                var verdict = JsonNode.Parse(await File.ReadAllTextAsync(In(name, "records/release/verdict.json")))!["meta"]!;
                Assert.That(verdict["baselineExperimentId"]?.GetValue<string>(), Is.EqualTo(baselines[i].ExperimentId), name);
                Assert.That(verdict["commit"]?.GetValue<string>(), Is.EqualTo(Commit(name)), name);
            }
            await Together(() => new ArizeGates { Operation = "Require", Gates = [Item("gates/release.gate.json", ("Baseline", "pinned"))], Records = "records" });
        }
    }

    string In(string project, string path) => Path.Combine([Folder, project, .. path.Split('/')]);

    static string Commit(string project) => new(project == "First" ? 'a' : 'b', 40);

    /// <summary>Runs the same task in both projects; each waits for the other before it begins.</summary>
    async Task<(string Project, string ExperimentId)[]> Together(Func<ArizeGates> task)
    {
        using var start = new Barrier(names.Length);
        return await Task.WhenAll(names.Select(name => Task.Factory.StartNew(() => One(name), TaskCreationOptions.LongRunning)));

        (string, string) One(string name)
        {
            var engine = new FakeBuildEngine { ProjectFileOfTaskNode = In(name, $"{name}.csproj") };
            var gates = task();
            (gates.BuildEngine, gates.ProjectDirectory, gates.Project, gates.ApiKeyFile) = (engine, In(name, ""), name, "key.txt");
            gates.Variables = new Dictionary<string, string>(Variables) { ["GITHUB_SHA"] = Commit(name), ["GITHUB_RUN_ID"] = name };
            start.SignalAndWait();
            var report = gates.Execute() ? new ArizeReport { Diagnostics = gates.Report, Project = name, ProjectDirectory = In(name, ""), BuildEngine = engine } : null;
            Assert.That(report?.Execute(), Is.True, () => engine.Everything);
            return (name, gates.Results.Single().GetMetadata("ExperimentId"));
        }
    }
}
