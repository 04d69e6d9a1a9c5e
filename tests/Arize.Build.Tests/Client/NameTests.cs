using Arize.Build.Client;
using Arize.Build.Tests.Faults;
using static Arize.Build.Tests.Faults.ScriptedArize;

namespace Arize.Build.Tests.Client;

/// <summary>Names are looked up exactly, over all pages, in one space.</summary>
public sealed class NameTests
{
    static readonly string EuSpaceId = Id("Space:4:eu");

    ScriptedArize arize = null!;
    ArizeClient client = null!;

    [SetUp]
    public void SetUp()
    {
        arize = new ScriptedArize();
        client = arize.Client();
        arize.Server.On("GET /v2/spaces", Reply.Json(Page("spaces", [Named(EuSpaceId, "support-eu"), Named(SpaceId, "support")])));
    }

    [TearDown]
    public async Task TearDown()
    {
        client.Dispose();
        await arize.DisposeAsync();
    }

    static string Named(string id, string name) => $$"""{"id":"{{id}}","name":"{{name}}"}""";

    static string ATask(string id, string name) => $$"""{"id":"{{id}}","name":"{{name}}","type":"RUN_EXPERIMENT","dataset_id":"{{DatasetId}}"}""";

    void Tasks(params Reply[] pages) => arize.Server.On("GET /v2/tasks", pages).On(GetTask, Reply.Json(ATask(TaskId, "golden")));

    [Test]
    public async Task A_name_is_found_on_the_last_of_all_pages_among_names_that_are_only_alike()
    {
        Tasks(Reply.Json(Page("tasks", [ATask(Id("OnlineTask:1:a"), "golden-2"), ATask(Id("OnlineTask:2:a"), "GOLDEN")], "c1")),
            Reply.Json(Page("tasks", [ATask(Id("OnlineTask:3:a"), "old golden")], "c2")), Reply.Json(Page("tasks", [ATask(TaskId, "golden")])));
        Assert.That((await client.Tasks.GetAsync("golden", "support")).Id, Is.EqualTo(TaskId));
        Assert.That(arize.Server.Requests.Where(r => r.Route == "GET /v2/tasks").Select(r => r.Query.Split("cursor=").ElementAtOrDefault(1)), Is.EqualTo(new[] { null, "c1", "c2" }));
    }

    [Test]
    public async Task The_space_is_resolved_to_one_id_so_support_never_searches_support_eu()
    {
        Tasks(Reply.Json(Page("tasks", [ATask(TaskId, "golden")])));
        await client.Tasks.GetAsync("golden", "support");
        var list = arize.Server.Requests.Single(r => r.Route == "GET /v2/tasks");
        Assert.That(Uri.UnescapeDataString(list.Query), Does.Contain($"space_id={SpaceId}").And.Contains("name=golden").And.Contains("limit=100").And.Not.Contain("space_name"));
    }

    [Test]
    public async Task Two_exact_matches_are_an_error_that_lists_their_ids()
    {
        var (one, two) = (Id("OnlineTask:1:a"), Id("OnlineTask:2:b"));
        Tasks(Reply.Json(Page("tasks", [ATask(one, "golden")], "c1")), Reply.Json(Page("tasks", [ATask(two, "golden")])));
        var e = await Thrown.ByAsync(() => client.Tasks.GetAsync("golden", "support"));
        Assert.That((e.Code, e.Diagnostics[0].Code), Is.EqualTo((ArizeErrorCode.Ambiguous, "ARIZE2003")));
        Assert.That(e.Message, Does.Contain($"{one}, {two}").And.Contains("'golden'"));
    }

    [Test]
    public async Task A_name_that_is_not_there_names_what_there_is_the_likeliest_first()
    {
        Tasks(Reply.Json(Page("tasks", [])), Reply.Json(Page("tasks", [ATask(TaskId, "zebra"), ATask(Id("OnlineTask:1:a"), "golden-old"), ATask(Id("OnlineTask:2:a"), "Golden")])));
        var e = await Thrown.ByAsync(() => client.Tasks.GetAsync("golden", "support"));
        Assert.That(e.Message, Is.EqualTo("ARIZE2002: No task is named 'golden' in the space 'support'. There are: 'Golden', 'golden-old', 'zebra'."));
    }

    [Test]
    public async Task Of_many_names_ten_are_shown()
    {
        Tasks(Reply.Json(Page("tasks", [])), Reply.Json(Page("tasks", Enumerable.Range(10, 15).Select(i => ATask(Id($"OnlineTask:{i}:a"), $"t{i}")))));
        var e = await Thrown.ByAsync(() => client.Tasks.GetAsync("golden", "support"));
        Assert.That(e.Message, Does.EndWith("'t18', 't19' and more."));
    }

    [Test]
    public async Task A_space_without_any_says_so()
    {
        Tasks(Reply.Json(Page("tasks", [])));
        Assert.That((await Thrown.ByAsync(() => client.Tasks.GetAsync("golden", "support"))).Message, Does.EndWith("There is no task there that this API key can see."));
    }

    [Test]
    public async Task A_space_that_is_not_there_names_the_spaces() =>
        Assert.That((await Thrown.ByAsync(() => client.Tasks.GetAsync("golden", "suport"))).Message, Does.Contain("No space is named 'suport'").And.Contains("'support', 'support-eu'"));

    [Test]
    public async Task A_space_is_asked_for_once()
    {
        Tasks(Reply.Json(Page("tasks", [ATask(TaskId, "golden")])));
        await client.Tasks.GetAsync("golden", "support");
        await client.Tasks.GetAsync("golden", "support");
        Assert.That(arize.Server.Count("GET /v2/spaces"), Is.EqualTo(1));
    }

    [Test]
    public async Task Ids_ask_for_no_name()
    {
        Tasks();
        await client.Tasks.GetAsync(TaskId);
        Assert.That(arize.Server.Requests.Select(r => r.Route), Is.EqualTo(new[] { GetTask }));
    }

    [TestCase("OrderBot"), TestCase("OpsDaily"), TestCase("Ojo6")]
    public async Task A_name_that_looks_like_base64_is_looked_up(string name)
    {
        Tasks(Reply.Json(Page("tasks", [ATask(TaskId, name)])));
        await client.Tasks.GetAsync(name, "support");
        Assert.That(arize.Server.Count("GET /v2/tasks"), Is.EqualTo(1));
    }

    static IEnumerable<TestCaseData> WithoutSpace()
    {
        yield return Case("task", (c, n) => c.Tasks.GetAsync(n), "Space");
        yield return Case("delete", (c, n) => c.Tasks.DeleteAsync(n), "Space");
        yield return Case("dataset", (c, n) => c.Datasets.GetAsync(n), "Space");
        yield return Case("experiment", (c, n) => c.Experiments.GetAsync(n), "Dataset");
        yield return Case("experiment's dataset", (c, n) => c.Experiments.GetAsync("e", n), "Space");
        yield return Case("trigger", (c, n) => c.Tasks.TriggerRunAsync(new() { Task = n }), "Space");
        yield return Case("follow-up task", (c, n) => c.Tasks.TriggerRunAsync(new() { Task = TaskId, EvaluationTaskIds = [n] }), "Space");
        yield return Case("runs", (c, n) => c.Tasks.ListRunsAsync(new() { Task = n }).ReadPageAsync(), "Space");
        yield return Case("list by project", (c, n) => c.Tasks.ListAsync(new() { Project = n }).ReadPageAsync(), "Space");
        yield return Case("list by dataset", (c, n) => c.Tasks.ListAsync(new() { Dataset = n }).ReadPageAsync(), "Space");
        yield return Case("update", (c, n) => c.Tasks.UpdateAsync(new() { Task = n, Name = "x" }), "Space");
        yield return Case("new evaluators", (c, n) => c.Tasks.UpdateAsync(new() { Task = TaskId, Evaluators = [new() { Evaluator = n }] }), "Space");

        static TestCaseData Case(string what, Func<ArizeClient, string, Task> call, string scope) => new TestCaseData(call, scope).SetArgDisplayNames(what);
    }

    [TestCaseSource(nameof(WithoutSpace))]
    public async Task A_name_without_the_place_to_look_it_up_fails_before_any_request(Func<ArizeClient, string, Task> call, string scope)
    {
        var e = await Thrown.ByAsync(() => call(client, "my-name"));
        Assert.That((e.Code, arize.Server.Connections), Is.EqualTo((ArizeErrorCode.Missing, 0)));
        Assert.That(e.Message, Does.Contain($"{scope} is missing").And.Contains("'my-name'"));
    }

    [Test]
    public async Task A_name_of_more_than_255_characters_is_refused_before_any_request()
    {
        var e = await Thrown.ByAsync(() => client.Tasks.GetAsync(new string('n', 256), "support"));
        Assert.That((e.Code, arize.Server.Connections), Is.EqualTo((ArizeErrorCode.Value, 0)));
    }

    [Test]
    public async Task A_cursor_that_comes_back_is_an_error_and_no_endless_loop()
    {
        Tasks(Reply.Json(Page("tasks", [], "again")));
        var e = await Thrown.ByAsync(() => client.Tasks.GetAsync("golden", "support"));
        Assert.That((e.Code, arize.Server.Count("GET /v2/tasks")), Is.EqualTo((ArizeErrorCode.UnexpectedAnswer, 2)));
        Assert.That(e.Message, Does.Contain("cursor came back twice"));
    }

    [TestCase("""{"tasks":[],"pagination":{"has_more":true}}""", "no cursor"), TestCase("""{"tasks":[],"pagination":{"has_more":true,"next_cursor":""}}""", "no cursor")]
    [TestCase("""{"tasks":[],"pagination":{"has_more":true,"next_cursor":null}}""", "no cursor"), TestCase("""{"tasks":[]}""", "'pagination' is missing")]
    [TestCase("""{"pagination":{"has_more":false}}""", "'tasks' is missing"), TestCase("""{"tasks":{},"pagination":{"has_more":false}}""", "'tasks' is missing")]
    [TestCase("""{"tasks":[7],"pagination":{"has_more":false}}""", "not a JSON object"), TestCase("""{"tasks":[{"name":"golden"}],"pagination":{"has_more":false}}""", "'id' is missing")]
    public async Task A_page_that_would_end_the_list_early_is_an_error(string page, string said)
    {
        Tasks(Reply.Json(page));
        var e = await Thrown.ByAsync(() => client.Tasks.GetAsync("golden", "support"));
        Assert.That(e.Code, Is.EqualTo(ArizeErrorCode.UnexpectedAnswer));
        Assert.That(e.Message, Does.Contain(said));
    }

    [Test]
    public async Task A_page_that_says_it_is_the_last_and_where_the_next_one_is_has_a_next_one()
    {
        Tasks(Reply.Json("""{"tasks":[],"pagination":{"has_more":false,"next_cursor":"p2"}}"""), Reply.Json(Page("tasks", [ATask(TaskId, "golden")])));
        Assert.That((await client.Tasks.GetAsync("golden", "support")).Id, Is.EqualTo(TaskId));
    }

    [Test]
    public async Task An_experiment_is_looked_up_in_its_dataset_and_an_agent_by_its_type()
    {
        arize.Server.On("GET /v2/experiments", Reply.Json(Page("experiments", [Named(Id("Experiment:1:a"), "main"), Named(Id("Experiment:2:a"), "main-2")])))
            .On($"GET /v2/experiments/{Uri.EscapeDataString(Id("Experiment:1:a"))}", Reply.Json(Named(Id("Experiment:1:a"), "main")))
            .On("GET /v2/integrations", Reply.Json(Page("integrations", [Named(Id("RemoteEndpointIntegration:1:a"), "agent")])))
            .On("POST /v2/tasks", Reply.Json(ATask(TaskId, "t"), 201));
        Assert.That((await client.Experiments.GetAsync("main", DatasetId)).Name, Is.EqualTo("main"));
        await client.Tasks.CreateRunExperimentTaskAsync(new() { Name = "t", Dataset = DatasetId, RunConfiguration = Configurations.Agent("agent", []) });
        Assert.That(Uri.UnescapeDataString(arize.Server.Requests[0].Query), Does.Contain($"dataset_id={DatasetId}"));
        Assert.That(arize.Server.Requests.Single(r => r.Route == "GET /v2/integrations").Query, Does.Contain("type=AGENT"));
        Assert.That(arize.Server.Requests[^1].Body, Does.Contain(Id("RemoteEndpointIntegration:1:a")));
    }

    [Test]
    public async Task A_name_with_odd_characters_reaches_the_service_as_it_is()
    {
        const string name = "a b&c=d?e#f/g%h+i;ü\"'";
        Tasks(Reply.Json(Page("tasks", [])));
        await Thrown.ByAsync(() => client.Tasks.GetAsync(name, "support"));
        var query = arize.Server.Requests.First(r => r.Route == "GET /v2/tasks").Query;
        Assert.That(query.Split('&').Select(p => Uri.UnescapeDataString(p.Replace("+", " ", StringComparison.Ordinal))), Does.Contain($"name={name}"));
    }
}
