using Arize.Build.Client;

namespace Arize.Build.Tests.Parity;

/// <summary>get, update and delete.</summary>
public sealed class UpdateAndDeleteTests : SeedFixture
{
    string evaluation = "";
    string experiment = "";

    [OneTimeSetUp]
    public async Task MakeTasks() => (evaluation, experiment) = (await NewEvaluationTask("to-update"), await NewExperimentTask("to-update-too"));

    [Test]
    public async Task A_task_is_read_by_name_or_by_id()
    {
        var byName = await Tasks.GetAsync("support-golden", "support");
        var byId = await Tasks.GetAsync(byName.Id);
        Assert.That((byId.Id, byId.Name, byId.Type, byId.RunConfiguration is not null), Is.EqualTo((byName.Id, "support-golden", TaskType.RunExperiment, true)));
        Assert.That(Sent[^1].Operation, Is.EqualTo("get_task"));
    }

    [Test]
    public async Task A_missing_task_is_refused_with_the_names_there_are() => Assert.That(
        (await FaultsOf(() => Tasks.GetAsync("suport-golden", "support"))).Single(), Does.StartWith("ARIZE2002: No task is named 'suport-golden'").And.Contains("'support-golden'"));

    [Test]
    public async Task An_unknown_id_is_not_found() => Assert.That((await FaultsOf(() => Tasks.GetAsync("T25saW5lVGFzazo5OTk5OnFSd1g="))).Single(), Does.StartWith("ARIZE2002"));

    [Test]
    public async Task Every_field_of_an_evaluation_task_can_change()
    {
        var task = await Tasks.UpdateAsync(new()
        {
            Task = evaluation, Space = "support", Name = "changed", SamplingRate = 0, IsContinuous = false, QueryFilter = "a = 1", Evaluators = [new TaskEvaluator { Evaluator = "helpfulness" }],
        });
        Assert.That((task.Name, task.SamplingRate, task.IsContinuous, task.QueryFilter, task.Evaluators.Single().Name), Is.EqualTo(("changed", 0d, false, "a = 1", "helpfulness")));
    }

    [Test]
    public async Task A_run_configuration_is_replaced_whole()
    {
        var task = await Tasks.UpdateAsync(new() { Task = experiment, Space = "support", Name = "changed too", RunConfiguration = Prompt("atlas-1-mini") });
        Assert.That(((LlmGeneration)task.RunConfiguration!).ModelName, Is.EqualTo("atlas-1-mini"));
    }

    [Test]
    public async Task A_task_is_deleted_by_name_or_id_and_then_gone()
    {
        var id = await NewEvaluationTask("to-delete");
        await Tasks.DeleteAsync("to-delete", "support");
        Assert.That((await FaultsOf(() => Tasks.DeleteAsync(id))).Single(), Does.StartWith("ARIZE2002"));
    }

    [TestCase("")]
    [TestCase("  ")]
    public async Task A_task_must_be_given(string task)
    {
        Assert.That(await RefusedBeforeAnyRequest(() => Tasks.GetAsync(task)), Does.StartWith("ARIZE1001: Task is missing."));
        Assert.That(await RefusedBeforeAnyRequest(() => Tasks.DeleteAsync(task)), Does.StartWith("ARIZE1001: Task is missing."));
        Assert.That(await RefusedBeforeAnyRequest(() => Tasks.UpdateAsync(new() { Task = task, Name = "x" })), Does.StartWith("ARIZE1001: Task is missing."));
        Assert.That(await RefusedBeforeAnyRequest(() => Tasks.TriggerRunAsync(new() { Task = task })), Does.StartWith("ARIZE1001: Task is missing."));
        Assert.That(await RefusedBeforeAnyRequest(() => Tasks.ListRunsAsync(new() { Task = task }).ReadPageAsync()), Does.StartWith("ARIZE1001: Task is missing."));
    }

    [Test]
    public async Task A_tasks_name_needs_a_space() =>
        Assert.That(await RefusedBeforeAnyRequest(() => Tasks.GetAsync("support-golden")), Does.StartWith("ARIZE1001: Space is missing. Task is given by name ('support-golden')"));
}
