using Arize.Build.Client;
using Arize.Build.Tests.Client;
using Arize.Emulator;

namespace Arize.Build.Tests.Parity;

/// <summary>Servers older than July 2026 speak lower case, and know neither failure_reason nor version pins.</summary>
public sealed class CasingTests
{
    [Test]
    public async Task An_older_server_is_spoken_to_in_lower_case_and_understood()
    {
        await using var emulator = await EmulatorServer.StartAsync(new EmulatorOptions { Dialect = Dialect.Lower });
        using var arize = new ArizeClient(new ArizeClientOptions
        {
            EnumCasing = EnumCasing.Lower,
            Environment = new Dictionary<string, string> { ["ARIZE_BASE_URL"] = emulator.BaseUrl.ToString(), ["ARIZE_API_KEY"] = emulator.ApiKey },
        });

        var task = await arize.Tasks.CreateRunExperimentTaskAsync(new()
        {
            Name = "older", Dataset = "support-golden-set", Space = "support", RunConfiguration = Configurations.Prompt("llm-gateway", "atlas-1-void"),
        });
        var listed = await arize.Tasks.ListAsync(new() { Space = "support", Type = TaskType.RunExperiment, Name = "older" }).ReadPageAsync();
        var run = await arize.Tasks.TriggerRunAsync(new() { Task = task.Id, ExperimentName = "older-1" });
        run = await arize.Tasks.WaitForRunAsync(run.Id);
        var cancelled = await arize.Tasks.ListRunsAsync(new() { Task = task.Id, Status = RunStatus.Cancelled }).ReadPageAsync();

        Assert.That((task.Type, run.Status, run.StatusText, run.FailureReason), Is.EqualTo((TaskType.RunExperiment, RunStatus.Cancelled, "cancelled", (string?)null)));
        Assert.That((listed.Items.Single().Id, cancelled.Items.Single().Id), Is.EqualTo((task.Id, run.Id)));
        Assert.That(emulator.Requests.Select(r => r.Body + r.Query).Where(t => t.Contains("experiment_type", StringComparison.Ordinal) || t.Contains("type=", StringComparison.Ordinal) || t.Contains("status=", StringComparison.Ordinal)),
            Has.All.Matches<string>(t => !t.Contains("RUN_EXPERIMENT", StringComparison.Ordinal) && !t.Contains("LLM_GENERATION", StringComparison.Ordinal) && !t.Contains("CANCELLED", StringComparison.Ordinal)));
    }
}
