using System.Diagnostics;
using Arize.Emulator;

namespace Arize.Build.Tests.Emulator;

public class FaultTests
{
    [Test]
    public async Task A_fault_answers_a_number_of_times_and_then_no_more()
    {
        await using var emulator = await With(new ScenarioFault { Path = "/v2/spaces", Status = 429, RetryAfter = 3, Times = 2 });
        var replies = new List<Reply>();
        for (var i = 0; i < 3; i++)
            replies.Add(await emulator.Get("/v2/spaces"));
        Assert.That(replies.Select(it => it.Status), Is.EqualTo(new[] { 429, 429, 200 }));
        Assert.That(replies[0].Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromSeconds(3)));
        Assert.That(emulator.Server.Requests.Select(it => it.Status), Is.EqualTo(new[] { 429, 429, 200 }));
    }

    [Test]
    public async Task A_fault_can_let_some_requests_pass_first()
    {
        await using var emulator = await With(new ScenarioFault { Method = "GET", Path = "/v2/spaces", Status = 503, Skip = 1, Times = 1 });
        Assert.That((await emulator.Get("/v2/spaces")).Status, Is.EqualTo(200));
        Assert.That((await emulator.Get("/v2/spaces")).Status, Is.EqualTo(503));
        Assert.That((await emulator.Get("/v2/spaces")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task A_fault_keeps_to_its_route_and_method()
    {
        await using var emulator = await With(new ScenarioFault { Method = "POST", Path = "/v2/tasks/{task_id}/trigger", Status = 500 });
        var task = await emulator.Task("support-golden");
        Assert.That((await emulator.Get($"/v2/tasks/{task}/runs")).Status, Is.EqualTo(200));
        Assert.That((await emulator.Post($"/v2/tasks/{task}/trigger", """{"experiment_name":"x"}""")).Status, Is.EqualTo(500));
        Assert.That((await emulator.Get($"/v2/tasks/{task}/runs?status=PENDING")).Json["task_runs"]!.AsArray(), Is.Empty, "nothing was done");
    }

    [TestCase(500, false)]
    [TestCase(null, true)]
    public async Task A_trigger_can_be_carried_out_and_its_answer_lost(int? status, bool reset)
    {
        await using var emulator = await With(
            new ScenarioFault { Path = "/v2/tasks/{task_id}/trigger", Status = status, Reset = reset, Applied = true, Times = 1 });
        var task = await emulator.Task("support-golden");
        if (reset)
            Assert.ThrowsAsync<HttpRequestException>(() => emulator.Post($"/v2/tasks/{task}/trigger", """{"experiment_name":"x"}"""));
        else
            Assert.That((await emulator.Post($"/v2/tasks/{task}/trigger", """{"experiment_name":"x"}""")).Status, Is.EqualTo(status));

        Assert.That((await emulator.Get($"/v2/tasks/{task}/runs?status=PENDING")).Json["task_runs"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That((await emulator.Post($"/v2/tasks/{task}/trigger", """{"experiment_name":"x"}""")).Status, Is.EqualTo(409), "the name is taken");
    }

    [Test]
    public async Task A_proxy_page_can_stand_in_for_an_answer()
    {
        var scenario = Scenario.Default();
        scenario.Faults.Add(new() { Path = "/v2/spaces", Status = 502, Body = "<html>Bad gateway</html>", ContentType = "text/html" });
        await using var emulator = await EmulatorServer.StartAsync(new EmulatorOptions { Scenario = scenario });
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = emulator.BaseUrl };
        using var response = await http.GetAsync("/v2/spaces");
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/html"));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("<html>Bad gateway</html>"));
    }

    [Test]
    public async Task A_fault_can_be_added_while_the_emulator_is_running()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        Assert.That((await emulator.Get("/v2/spaces")).Status, Is.EqualTo(200));
        emulator.Server.AddFault(new ScenarioFault { Path = "/v2/spaces", Status = 503, Times = 1 });
        Assert.That((await emulator.Get("/v2/spaces")).Status, Is.EqualTo(503));
        Assert.That(() => emulator.Server.AddFault(new ScenarioFault { Path = "/v2/space" }), Throws.TypeOf<ScenarioException>());
    }

    [Test]
    public async Task A_connection_can_be_cut_before_or_within_an_answer()
    {
        await using var emulator = await With(
            new() { Path = "/v2/spaces", Reset = true, Times = 1 }, new() { Path = "/v2/spaces", Truncate = true, Times = 1 });
        Assert.ThrowsAsync<HttpRequestException>(() => emulator.Get("/v2/spaces"));
        Assert.ThrowsAsync<HttpRequestException>(() => emulator.Get("/v2/spaces"));
        Assert.That((await emulator.Get("/v2/spaces")).Status, Is.EqualTo(200));
        Assert.That(emulator.Server.Requests.Select(it => it.Status), Is.EqualTo(new[] { 0, 200, 200 }));
    }

    [Test]
    public async Task Latency_delays_an_answer_and_changes_nothing_else()
    {
        await using var emulator = await With(new ScenarioFault { Path = "/v2/spaces", Latency = TimeSpan.FromMilliseconds(150) });
        var watch = Stopwatch.StartNew();
        Assert.That((await emulator.Get("/v2/spaces")).Status, Is.EqualTo(200));
        Assert.That(watch.ElapsedMilliseconds, Is.GreaterThanOrEqualTo(140));
    }

    [Test]
    public async Task A_request_that_hangs_is_listed_without_a_status_and_does_not_hold_up_the_end()
    {
        var watch = Stopwatch.StartNew();
        await using (var emulator = await With(new ScenarioFault { Path = "/v2/spaces", Latency = TimeSpan.FromSeconds(60) }))
        {
            _ = emulator.Get("/v2/spaces").ContinueWith(_ => { }, TaskScheduler.Default);
            while (emulator.Server.Requests.Count == 0 && watch.ElapsedMilliseconds < 5000)
                await Task.Delay(10);
            Assert.That(emulator.Server.Requests.Single().Status, Is.Zero);
        }

        Assert.That(watch.ElapsedMilliseconds, Is.LessThan(5000));
    }

    static Task<EmulatorUnderTest> With(params ScenarioFault[] faults) => EmulatorUnderTest.With(scenario => scenario.Faults.AddRange(faults));
}
