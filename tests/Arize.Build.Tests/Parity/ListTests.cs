using Arize.Build.Client;

namespace Arize.Build.Tests.Parity;

/// <summary>list and list_runs.</summary>
public sealed class ListTests : SeedFixture
{
    [Test]
    public async Task A_page_holds_100_unless_said()
    {
        await Tasks.ListAsync(new ListTasksRequest()).ReadPageAsync();
        Assert.That(Sent.Single().Query, Does.Contain("limit=100"));
    }

    [Test]
    public async Task Every_filter_is_sent_and_names_become_ids()
    {
        await Tasks.ListAsync(new ListTasksRequest { Name = "judge", Space = "support", Project = "support-bot", Dataset = "support-golden-set", Type = TaskType.TemplateEvaluation, Limit = 7 }).ReadPageAsync();
        Assert.That(Sent[^1].Query, Does.Contain("name=judge").And.Contains("space_id=").And.Contains("project_id=").And.Contains("dataset_id=")
            .And.Contains("type=TEMPLATE_EVALUATION").And.Contains("limit=7").And.Not.Contains("space_name"));
    }

    [Test]
    public async Task The_name_is_a_part_in_any_casing() =>
        Assert.That((await Tasks.ListAsync(new ListTasksRequest { Name = "SUPPORT-J", Space = "support" }).ReadPageAsync()).Items.Select(t => t.Name), Is.EqualTo(new[] { "support-judge" }));

    [TestCase(0)]
    [TestCase(101)]
    [TestCase(-1)]
    [FaultRow("40", "a limit", "refused before any request")]
    public async Task A_limit_outside_1_to_100_is_refused(int limit) => Assert.That(
        await RefusedBeforeAnyRequest(() => Tasks.ListAsync(new ListTasksRequest { Limit = limit }).ReadPageAsync()), Is.EqualTo($"ARIZE1004: Limit is '{limit}'. Valid: 1 to 100."));

    [TestCase("Project")]
    [TestCase("Dataset")]
    public async Task A_name_needs_a_space(string filter) => Assert.That(
        await RefusedBeforeAnyRequest(() => Tasks.ListAsync(filter == "Project" ? new ListTasksRequest { Project = "p" } : new ListTasksRequest { Dataset = "d" }).ReadPageAsync()),
        Does.StartWith("ARIZE1001: Space is missing.").And.Contains(filter));

    [Test]
    public async Task A_cursor_goes_on_where_the_page_ended_and_all_pages_are_read_by_themselves()
    {
        var first = await Tasks.ListAsync(new ListTasksRequest { Space = "support", Limit = 2 }).ReadPageAsync();
        var second = await Tasks.ListAsync(new ListTasksRequest { Space = "support", Limit = 2 }).ReadPageAsync(first.NextCursor);
        using var small = NewClient(pageSize: 1);
        var all = await Collect(small.Tasks.ListAsync(new ListTasksRequest { Space = "support" }));
        Assert.That(first.Items.Concat(second.Items).Select(t => t.Id), Is.EqualTo(all.Take(first.Items.Count + second.Items.Count).Select(t => t.Id)));
        Assert.That((first.Items.Count, first.NextCursor), Is.Not.EqualTo((2, (string?)null)));
    }

    [Test]
    public async Task Runs_come_newest_first_by_status()
    {
        var runs = await Tasks.ListRunsAsync(new ListRunsRequest { Task = "support-golden", Space = "support", Status = RunStatus.Completed }).ReadPageAsync();
        Assert.That(runs.Items.Select(r => r.CreatedAt), Is.Not.Empty.And.Ordered.Descending);
        Assert.That(runs.Items.Select(r => r.Status), Is.All.EqualTo(RunStatus.Completed));
        Assert.That(Sent[^1].Query, Does.Contain("status=COMPLETED").And.Contains("limit=100"));
    }

    [Test]
    public async Task Runs_of_all_pages_are_read_one_page_at_a_time()
    {
        using var small = NewClient(pageSize: 1);
        Assert.That(await Collect(small.Tasks.ListRunsAsync(new ListRunsRequest { Task = "support-golden", Space = "support" })), Has.Count.EqualTo(3));
        Assert.That(Sent.Count(r => r.Operation == "list_task_runs"), Is.EqualTo(3));
    }

    static async Task<List<T>> Collect<T>(IAsyncEnumerable<T> list)
    {
        var items = new List<T>();
        await foreach (var item in list)
            items.Add(item);
        return items;
    }
}
