using System.Text.Json;
using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>A build that is killed between two requests of an upload, and started again, stores each row once.</summary>
public sealed class KilledUploadTests : EmulatedTests
{
    /// <summary>So many rows of 200 fit in a request that there are about twenty requests.</summary>
    const string Upload = """
          <Target Name="Upload">
            <ArizeLogExperiment Dataset="support-golden-set" Space="support" ResultsFile="$(MSBuildProjectDirectory)/results.jsonl" ExperimentName="killed" MaxBodyBytes="3000" />
          </Target>
          <Target Name="Export">
            <ArizeExportDataset Dataset="support-golden-set" Space="support" OutputFile="$(MSBuildProjectDirectory)/golden.jsonl" />
          </Target>
        """;

    [SetUp]
    public void Signals() => Child.RequireSignals();

    [TestCase(0), TestCase(3), TestCase(11)]
    public async Task SIGKILL_during_an_upload_then_the_same_step_again(int appended)
    {
        var consumer = Project(Upload).With("GITHUB_RUN_ID", "17").With("GITHUB_RUN_ATTEMPT", "1").With("GITHUB_JOB", "release");
        (await consumer.Dotnet("build", "App", "-t:Export", "-restore")).Passes();
        var app = Path.Combine(consumer.Folder, "App");
        var ids = File.ReadLines(Path.Combine(app, "golden.jsonl")).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("id").GetString()!).ToList();
        File.WriteAllLines(Path.Combine(app, "results.jsonl"), ids.Select(id => JsonSerializer.Serialize(new { example_id = id, output = new string('x', 200) })));
        await using (var first = consumer.Start("build", "App", "-t:Upload", "-nodeReuse:false"))
        {
            await first.Until(() => Created > 0 && Appends.Count() >= appended);
            first.Kill();
            Assert.That((await first.Ends()).ExitCode, Is.Not.Zero);
        }

        (await consumer.Dotnet("build", "App", "-t:Upload")).Passes();

        var stored = Emulator.Requests.Where(r => r.Operation is "create_experiment" or "insert_experiment_runs" && r.Status == 201)
            .SelectMany(r => r.Body!["experiment_runs"]!.AsArray().Select(row => row!["example_id"]!.GetValue<string>())).ToList();
        Assert.That(Created, Is.EqualTo(1));
        Assert.That(stored, Is.EquivalentTo(ids));
    }

    int Created => Emulator.Requests.Count(r => r.Operation == "create_experiment");

    IEnumerable<Request> Appends => Emulator.Requests.Where(r => r.Operation == "insert_experiment_runs");
}
