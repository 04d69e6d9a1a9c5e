using System.Text.Json;
using System.Text.Json.Nodes;
using Arize.Build.Client;

namespace Arize.Build.Tests.Client;

/// <summary>The members of the service's answers: what is missing or of the wrong type is named, and what nobody knows is kept.</summary>
public sealed class AnswerReaderTests
{
    const string ATask = """
        {"id":"T","name":"n","type":"run-experiment","project_id":"p","dataset_id":"d","sampling_rate":0.5,"is_continuous":true,"query_filter":"q","experiment_ids":["e"],"run_configuration":{"a":1},
        "evaluators":[{"evaluator_id":"v","evaluator_name":"vn","evaluator_version_id":"vv","query_filter":"f","query_mappings":{"x":[1]},"column_mappings":{"in":"out"}}],
        "last_run_at":"2026-01-01T00:00:00Z","created_at":"2026-01-02T00:00:00+01:00","updated_at":"2026-01-03","created_by_user_id":"u"}
        """;

    const string ARun = """
        {"id":"VGFza1J1bjox","status":"Completed","task_id":"t","experiment_id":"e","run_started_at":"2026-01-01T00:00:00Z","run_finished_at":"2026-01-01T00:00:00Z","data_start_time":"2026-01-01T00:00:00Z",
        "data_end_time":"2026-01-01T00:00:00Z","num_successes":1,"num_errors":2,"num_skipped":3,"created_at":"2026-01-01T00:00:00Z","created_by_user_id":"u","failure_reason":"r"}
        """;

    const string ADataset = """{"id":"D","name":"n","space_id":"s","versions":[{"id":"v1","created_at":"2026-01-02T00:00:00Z"},{"id":"v2","created_at":"2026-01-01T00:00:00Z"}]}""";

    const string AnExperiment = """
        {"id":"E","name":"n","dataset_id":"d","dataset_version_id":"v","space_id":"s","created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z","experiment_traces_project_id":"p"}
        """;

    const string AProject = """{"id":"P","name":"n","space_id":"s","created_at":"2026-01-01T00:00:00Z"}""";

    static readonly (string What, string Json, Func<JsonElement, object> Read)[] Answers =
    [
        ("task", ATask, ArizeTask.Read), ("task run", ARun, TaskRun.Read), ("dataset", ADataset, Dataset.Read), ("experiment", AnExperiment, Experiment.Read), ("project", AProject, Project.Read),
    ];

    static object Read(string what, JsonObject json) => Answers.Single(a => a.What == what).Read(JsonSerializer.SerializeToElement(json));

    static IEnumerable<TestCaseData> Members() => from answer in Answers
                                                  from member in JsonNode.Parse(answer.Json)!.AsObject()
                                                  select new TestCaseData(answer.What, answer.Json, member.Key).SetArgDisplayNames(answer.What, member.Key);

    [TestCaseSource(nameof(Members))]
    public void A_member_of_the_wrong_type_is_named(string what, string json, string member)
    {
        var answer = JsonNode.Parse(json)!.AsObject();
        answer[member] = answer[member]!.GetValueKind() == JsonValueKind.String ? 7 : "text";
        var e = Assert.Throws<ArizeException>(() => Read(what, answer))!;
        Assert.That((e.Code, e.IsUnreadable), Is.EqualTo((ArizeErrorCode.UnexpectedAnswer, true)));
        Assert.That(e.Message, Does.Contain($"Unexpected answer of the service ({what}): the value of '{member}' is not "));
    }

    [TestCaseSource(nameof(Members))]
    public void A_member_that_is_missing_or_null_is_named_where_nothing_can_be_done_without_it(string what, string json, string member)
    {
        var (without, empty) = (JsonNode.Parse(json)!.AsObject(), JsonNode.Parse(json)!.AsObject());
        without.Remove(member);
        empty[member] = null;
        foreach (var answer in new[] { without, empty })
            if (member is "id" or "name" or "type" or "status")
                Assert.That(Assert.Throws<ArizeException>(() => Read(what, answer))!.Message, Does.Contain($"({what}): the field '{member}' is missing."));
            else
                Assert.That(() => Read(what, answer), Throws.Nothing);
    }

    [TestCase("""{"id":"T","name":"n","type":"x","evaluators":[{}]}""", "(task): the field 'evaluator_id' is missing.")]
    [TestCase("""{"id":"T","name":"n","type":7}""", "(task): the value of 'type' is not text.")]
    [TestCase("""{"id":"T","name":"n","type":"x","sampling_rate":"half"}""", "(task): the value of 'sampling_rate' is not valid.")]
    [TestCase("""{"id":"T","name":"n","type":"x","evaluators":[{"evaluator_id":7}]}""", "(task): the value of 'evaluators[0].evaluator_id' is not text.")]
    [TestCase("""{"id":"VGFza1J1bjox","status":"RUNNING","num_errors":1.5}""", "(task run): the value of 'num_errors' is not a whole number.")]
    [TestCase("""{"id":"VGFza1J1bjox","status":"RUNNING","num_errors":1e99}""", "(task run): the value of 'num_errors' is not a whole number.")]
    [TestCase("""{"id":"VGFza1J1bjox","status":"RUNNING","created_at":"yesterday"}""", "(task run): the value of 'created_at' is not a time.")]
    [TestCase("""{"id":"VGFza1J1bjox","status":"RUNNING","created_at":"2026-13-01"}""", "(task run): the value of 'created_at' is not a time.")]
    [TestCase("""{"id":"T","name":"n","type":"x","evaluators":[null]}""", "(task): an entry of the list 'evaluators' is null.")]
    [TestCase("""{"id":"T","name":"n","type":"x","experiment_ids":["e",null]}""", "(task): an entry of the list 'experiment_ids' is null.")]
    public void The_error_says_what_a_value_should_have_been(string json, string error) =>
        Assert.That(Assert.Throws<ArizeException>(() => Read(error.Contains("run", StringComparison.Ordinal) ? "task run" : "task", JsonNode.Parse(json)!.AsObject()))!.Message, Does.EndWith(error));

    [Test]
    public void All_members_are_read()
    {
        var task = (ArizeTask)Read("task", JsonNode.Parse(ATask)!.AsObject());
        Assert.That((task.Type, task.TypeText, task.ProjectId, task.DatasetId, task.SamplingRate, task.IsContinuous, task.QueryFilter, task.CreatedByUserId),
            Is.EqualTo((TaskType.RunExperiment, "run-experiment", "p", "d", 0.5, true, "q", "u")));
        Assert.That((task.ExperimentIds, task.RunConfiguration!.ToString()), Is.EqualTo((new[] { "e" }, """{"a":1}""")));
        Assert.That((task.LastRunAt, task.CreatedAt, task.UpdatedAt), Is.EqualTo(((DateTimeOffset?)new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            (DateTimeOffset?)new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.FromHours(1)), (DateTimeOffset?)new DateTime(2026, 1, 3, 0, 0, 0, DateTimeKind.Utc))));
        var evaluator = task.Evaluators.Single();
        Assert.That((evaluator.Evaluator.ToString(), evaluator.Name, evaluator.VersionId, evaluator.QueryFilter, evaluator.ColumnMappings["in"], evaluator.QueryMappings!.Value.GetRawText()),
            Is.EqualTo(("v", "vn", "vv", "f", "out", """{"x":[1]}""")));

        var run = (TaskRun)Read("task run", JsonNode.Parse(ARun)!.AsObject());
        Assert.That((run.Status, run.TaskId, run.ExperimentId, run.NumSuccesses, run.NumErrors, run.NumSkipped, run.FailureReason), Is.EqualTo((RunStatus.Completed, "t", "e", 1, 2, 3, "r")));

        var dataset = (Dataset)Read("dataset", JsonNode.Parse(ADataset)!.AsObject());
        Assert.That((dataset.SpaceId, dataset.VersionIds, dataset.LatestVersionId), Is.EqualTo(("s", new[] { "v1", "v2" }, "v1")));

        var experiment = (Experiment)Read("experiment", JsonNode.Parse(AnExperiment)!.AsObject());
        Assert.That((experiment.DatasetId, experiment.DatasetVersionId, experiment.SpaceId, experiment.TracesProjectId), Is.EqualTo(("d", "v", "s", "p")));
    }

    [Test]
    public void What_this_version_does_not_know_is_kept_of_tasks_and_runs()
    {
        var more = JsonNode.Parse("""{"id":"VGFza1J1bjox","name":"n","type":"x","status":"RUNNING","Id":"other casing","colour":{"of":["the",1]}}""")!.AsObject();
        Assert.That(((TaskRun)Read("task run", more)).OtherFields.Keys, Is.EquivalentTo(new[] { "name", "type", "Id", "colour" }));
        Assert.That(((ArizeTask)Read("task", more)).OtherFields["colour"].GetRawText(), Is.EqualTo("""{"of":["the",1]}"""));
        Assert.That(((TaskRun)Read("task run", new JsonObject { ["id"] = "VGFza1J1bjox", ["status"] = "x" })).OtherFields, Is.Empty);
    }
}
