using System.Text.Json.Nodes;
using Arize.Build.Client;
using Arize.Build.Tests.Faults;
using static Arize.Build.Tests.Faults.ScriptedArize;

namespace Arize.Build.Tests.Client;

/// <summary>Whose answer is it? Each verb gets the answer of something else, or one that says a thing twice, and hands neither on.</summary>
public sealed class WrongAnswerTests
{
    static readonly string ProjectId = Id("Model:5:p");
    static readonly string ExperimentId = Id("Experiment:7:x");
    static readonly string EvaluatorId = Id("Evaluator:8:v");

    /// <summary>A call, the request that gets the answer, and the answer that is right.</summary>
    public sealed record Verb(string Name, string Route, string Answer, Func<ArizeClient, Task> Call, string[] Wrong)
    {
        public Dictionary<string, string> Before { get; init; } = [];

        public override string ToString() => Name;
    }

    static string ExperimentRoute => $"/v2/experiments/{Uri.EscapeDataString(ExperimentId)}";

    static string ATask => $$"""{"id":"{{TaskId}}","name":"t","type":"TEMPLATE_EVALUATION","project_id":"{{ProjectId}}"}""";

    static string AnExperiment => $$"""{"id":"{{ExperimentId}}","name":"e","dataset_id":"{{DatasetId}}","run_ids":["r"]}""";

    static JsonObject[] Rows => [new JsonObject { ["example_id"] = "x", ["output"] = "o" }];

    static IEnumerable<Verb> Verbs()
    {
        yield return new("get a task", GetTask, ATask, a => a.Tasks.GetAsync(TaskId), ["id"]);
        yield return new("make an evaluation task", "POST /v2/tasks", ATask,
            a => a.Tasks.CreateEvaluationTaskAsync(new() { Name = "t", Type = TaskType.TemplateEvaluation, Evaluators = [new() { Evaluator = EvaluatorId }], Project = ProjectId }), ["name", "type", "project_id"]);
        yield return new("make an experiment task", "POST /v2/tasks", $$"""{"id":"{{TaskId}}","name":"t","type":"RUN_EXPERIMENT","dataset_id":"{{DatasetId}}"}""",
            a => a.Tasks.CreateRunExperimentTaskAsync(new() { Name = "t", Dataset = DatasetId, RunConfiguration = Configurations.Prompt(Id("LlmIntegration:1:i"), "m", "{q}") }), ["name", "type", "dataset_id"]);
        yield return new("update a task", GetTask.Replace("GET", "PATCH", StringComparison.Ordinal), ATask, a => a.Tasks.UpdateAsync(new() { Task = TaskId, Name = "t" }), ["id"]) { Before = { [GetTask] = ATask } };
        yield return new("trigger", Trigger, Run("PENDING"), a => a.Tasks.TriggerRunAsync(new() { Task = TaskId }), ["task_id"]) { Before = { [GetTask] = ATask } };
        yield return new("get a run", GetRun, Run("COMPLETED"), a => a.Tasks.GetRunAsync(RunId), ["id"]);
        yield return new("cancel a run", CancelRun, Run("CANCELLED"), a => a.Tasks.CancelRunAsync(RunId), ["id"]);
        yield return new("wait for a run", GetRun, Run("COMPLETED"), a => a.Tasks.WaitForRunAsync(RunId), ["id"]);
        yield return new("get an experiment", "GET " + ExperimentRoute, AnExperiment, a => a.Experiments.GetAsync(ExperimentId), ["id"]);
        yield return new("get an experiment by its name", "GET " + ExperimentRoute, AnExperiment, a => a.Experiments.GetAsync("e", DatasetId), ["id", "name", "dataset_id"])
        {
            Before = { ["GET /v2/experiments"] = Page("experiments", [AnExperiment]) },
        };
        yield return new("upload an experiment", "POST /v2/experiments", AnExperiment, a => a.Experiments.CreateAsync(new() { Name = "e", Dataset = DatasetId, Rows = Rows }), ["name", "dataset_id"]);
        yield return new("append rows", $"POST {ExperimentRoute}/runs", AnExperiment, a => a.Experiments.AppendRowsAsync(new() { ExperimentId = ExperimentId, Rows = Rows }), ["id"]);
        yield return new("get a dataset", $"GET /v2/datasets/{Uri.EscapeDataString(DatasetId)}", $$"""{"id":"{{DatasetId}}","name":"d","versions":[]}""", a => a.Datasets.GetAsync(DatasetId), ["id"]);
        yield return new("get a project", $"GET /v2/projects/{Uri.EscapeDataString(ProjectId)}", $$"""{"id":"{{ProjectId}}","name":"p"}""", a => a.Projects.GetAsync(ProjectId), ["id"]);
        yield return new("list the runs of a task", GetTask + "/runs", Page("task_runs", [Run("COMPLETED")]), async a => await a.Tasks.ListRunsAsync(new() { Task = TaskId }).ReadPageAsync(), ["task_id"]);
        yield return new("list the experiments of a dataset", "GET /v2/experiments", Page("experiments", [AnExperiment]), async a => await a.Experiments.ListAsync(new() { Dataset = DatasetId }).ReadPageAsync(), ["dataset_id"]);
    }

    static IEnumerable<TestCaseData> Wrong() => from verb in Verbs() from field in verb.Wrong select new TestCaseData(verb, field).SetArgDisplayNames(verb.Name, field);

    static IEnumerable<TestCaseData> Twice() => from verb in Verbs()
                                                from field in verb.Wrong.Append("id").Distinct()
                                                select new TestCaseData(verb, field).SetArgDisplayNames(verb.Name, field);

    /// <summary>The call with this answer; null if nothing was thrown.</summary>
    static async Task<ArizeException?> CallAsync(Verb verb, string answer)
    {
        await using var arize = new ScriptedArize();
        foreach (var (route, before) in verb.Before)
            arize.Server.On(route, Reply.Json(before));
        arize.Server.On(verb.Route, Reply.Json(answer));
        using var client = arize.Client(faultLimit: TimeSpan.Zero);
        try
        {
            await verb.Call(client).WaitAsync(TimeSpan.FromSeconds(30));
            return null;
        }
        catch (ArizeException e)
        {
            return e;
        }
    }

    [TestCaseSource(nameof(Verbs))]
    public async Task The_answer_that_was_asked_for_is_taken(Verb verb) => Assert.That(await CallAsync(verb, verb.Answer), Is.Null);

    [TestCaseSource(nameof(Wrong))]
    [FaultRow("44", "the answer of something else", "ARIZE2007")]
    public async Task The_answer_of_something_else_is_not_taken(Verb verb, string field)
    {
        var answer = Change(verb.Answer, field, value => $"\"{field}\":\"{(field == "type" ? "CODE_EVALUATION" : value[0] == 'T' ? Id("TaskRun:1:other") : Id("Other:1:o"))}\"");
        Assert.That((await CallAsync(verb, answer))?.Code, Is.EqualTo("ARIZE2007"));
    }

    [TestCaseSource(nameof(Twice))]
    [FaultRow("45", "a member that an answer gives twice", "ARIZE2007")]
    public async Task An_answer_that_says_a_thing_twice_is_not_taken(Verb verb, string field)
    {
        var answer = Change(verb.Answer, field, value => $"\"{field}\":\"{value}\",\"{field}\":\"{value}\"");
        Assert.That((await CallAsync(verb, answer))?.Message, Does.Contain($"'{field}' is given twice"));
    }

    static string Change(string answer, string field, Func<string, string> changed)
    {
        var found = System.Text.RegularExpressions.Regex.Match(answer, $"\"{field}\":\"([^\"]*)\"");
        Assert.That(found.Success, Is.True, "the answer has the field");
        return answer[..found.Index] + changed(found.Groups[1].Value) + answer[(found.Index + found.Length)..];
    }

    [TestCase("v", "ARIZE2007"), TestCase(null, null)]
    [FaultRow("46", "an example that the pages of a dataset give twice", "ARIZE2007; once, if the version may change")]
    public async Task An_example_that_comes_twice_takes_the_place_of_another(string? version, string? code)
    {
        await using var arize = new ScriptedArize();
        arize.Server.On($"GET /v2/datasets/{Uri.EscapeDataString(DatasetId)}/examples", Reply.Json(Page("examples", ["""{"id":"a"}""", """{"id":"b"}"""], "next")), Reply.Json(Page("examples", ["""{"id":"b"}"""])));
        using var client = arize.Client();
        if (code is null)
            Assert.That((await client.Datasets.ListExamplesAsync(DatasetId, version).ToListAsync()).Select(e => e.Id), Is.EqualTo(new[] { "a", "b" }));
        else
            Assert.That((await Thrown.ByAsync(() => client.Datasets.CountExamplesAsync(DatasetId, version))).Code, Is.EqualTo(code));
    }
}
