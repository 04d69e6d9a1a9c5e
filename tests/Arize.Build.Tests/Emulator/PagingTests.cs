namespace Arize.Build.Tests.Emulator;

public class PagingTests
{
    [Test]
    public async Task Pages_follow_each_other_without_gap_or_overlap()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var dataset = await emulator.Id("datasets", "support-golden-set");
        var ids = new List<string>();
        string? cursor = null;
        var pages = 0;
        do
        {
            var from = cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";
            var page = (await emulator.Get($"/v2/datasets/{dataset}/examples?limit=70{from}")).Json;
            ids.AddRange(page["examples"]!.AsArray().Select(it => it!["id"]!.GetValue<string>()));
            cursor = page["pagination"]!["next_cursor"]?.GetValue<string>();
            Assert.That(page["pagination"]!["has_more"]!.GetValue<bool>(), Is.EqualTo(cursor is not null));
            pages++;
        }
        while (cursor is not null && pages < 10);

        Assert.That(pages, Is.EqualTo(3));
        Assert.That(ids.Distinct().Count(), Is.EqualTo(200));
    }

    [Test]
    public async Task A_page_holds_fifty_unless_asked_otherwise()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var dataset = await emulator.Id("datasets", "support-golden-set");
        Assert.That((await emulator.Get($"/v2/datasets/{dataset}/examples")).Json["examples"]!.AsArray(), Has.Count.EqualTo(50));
    }

    [Test]
    public async Task A_cursor_is_good_only_for_the_query_it_came_from()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var cursor = Uri.EscapeDataString((await emulator.Get("/v2/tasks?limit=1&name=support")).Json["pagination"]!["next_cursor"]!.GetValue<string>());

        Assert.That((await emulator.Get($"/v2/tasks?limit=1&name=support&cursor={cursor}")).Status, Is.EqualTo(200));
        Assert.That((await emulator.Get($"/v2/tasks?limit=1&name=golden&cursor={cursor}")).Status, Is.EqualTo(400));
        Assert.That((await emulator.Get($"/v2/datasets?limit=1&name=support&cursor={cursor}")).Status, Is.EqualTo(400));
        Assert.That((await emulator.Get("/v2/tasks?cursor=abc")).Status, Is.EqualTo(400));
    }

    [Test]
    public async Task Runs_come_newest_first_and_a_new_run_does_not_shift_the_pages()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var task = await emulator.Task("support-golden");
        var older = await emulator.Trigger(task, """{"experiment_name":"a"}""");
        emulator.Wait(1);
        var newer = await emulator.Trigger(task, """{"experiment_name":"b"}""");

        var first = (await emulator.Get($"/v2/tasks/{task}/runs?limit=1")).Json;
        emulator.Wait(1);
        await emulator.Trigger(task, """{"experiment_name":"c"}""");
        var cursor = Uri.EscapeDataString(first["pagination"]!["next_cursor"]!.GetValue<string>());
        var second = (await emulator.Get($"/v2/tasks/{task}/runs?limit=1&cursor={cursor}")).Json;

        Assert.That(first["task_runs"]![0]!["id"]!.GetValue<string>(), Is.EqualTo(newer));
        Assert.That(second["task_runs"]![0]!["id"]!.GetValue<string>(), Is.EqualTo(older));
    }
}
