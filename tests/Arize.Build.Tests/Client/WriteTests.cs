using System.Net;
using System.Net.Sockets;
using Arize.Build.Client;
using Arize.Build.Tests.Faults;
using static Arize.Build.Tests.Faults.ScriptedArize;

namespace Arize.Build.Tests.Client;

/// <summary>What changes something is sent once, whatever happens to it. The server counts.</summary>
public sealed class WriteTests
{
    ScriptedArize arize = null!;
    ArizeClient client = null!;

    [SetUp]
    public void SetUp()
    {
        arize = new ScriptedArize();
        client = arize.Client();
    }

    [TearDown]
    public async Task TearDown()
    {
        client.Dispose();
        await arize.DisposeAsync();
    }

    static IEnumerable<TestCaseData> Fates()
    {
        yield return new TestCaseData(Reply.Reset()).SetArgDisplayNames("reset");
        yield return new TestCaseData(Reply.Close()).SetArgDisplayNames("closed");
        foreach (var status in new[] { 408, 429, 500, 502, 503, 504 })
            yield return new TestCaseData(Reply.Problem(status, "x", "Retry-After: 0")).SetArgDisplayNames(status.ToString(System.Globalization.CultureInfo.InvariantCulture));
        yield return new TestCaseData(Reply.Html(status: 502)).SetArgDisplayNames("502 with HTML");
        yield return new TestCaseData(Reply.Html()).SetArgDisplayNames("200 with HTML");
        yield return new TestCaseData(Reply.Truncated(Run("PENDING"), true)).SetArgDisplayNames("cut, with a length");
        yield return new TestCaseData(Reply.Truncated(Run("PENDING"), false)).SetArgDisplayNames("cut, without a length");
        yield return new TestCaseData(Reply.Json("{}")).SetArgDisplayNames("200 without an id");
        yield return new TestCaseData(Reply.Raw("garbage\r\n\r\n")).SetArgDisplayNames("garbage");
    }

    /// <summary>A trigger, without what is read before it.</summary>
    static Task<TaskRun> SendAsync(ArizeClient client, CancellationToken cancellationToken = default) => client.Tasks.SendTriggerAsync(
        new TriggerPlan { Task = new ArizeTask { Id = TaskId, Name = "t", Type = TaskType.RunExperiment, TypeText = "RUN_EXPERIMENT" } }, cancellationToken);

    [TestCaseSource(nameof(Fates))]
    public async Task A_write_is_sent_once_whatever_becomes_of_it(Reply fate)
    {
        arize.Server.On(Trigger, fate);
        var e = await Thrown.ByAsync(() => SendAsync(client));
        Assert.That((arize.Server.Count(Trigger), e.NeverSent), Is.EqualTo((1, false)));
    }

    [Test]
    public async Task A_write_that_is_not_answered_is_given_up_after_the_request_timeout_and_was_sent_once()
    {
        arize.Server.On(Trigger, arize.Taking(TimeSpan.FromHours(1), Reply.Hang()));
        var e = await Thrown.ByAsync(() => SendAsync(client));
        Assert.That((arize.Server.Count(Trigger), e.NeverSent, e.Code), Is.EqualTo((1, false, ArizeErrorCode.Service)));
        Assert.That(e.Message, Does.Contain("no whole answer within 30 s"));
    }

    [Test]
    public async Task A_write_never_has_an_empty_body()
    {
        arize.Server.On(Trigger, Reply.Json(Run("PENDING")));
        await SendAsync(client);
        var request = arize.Server.Requests.Single();
        Assert.That((request.Body, request.Headers["Content-Type"].Split(';')[0]), Is.EqualTo(("{}", "application/json")));
    }

    [Test]
    public async Task Each_write_has_a_connection_of_its_own()
    {
        arize.Server.On(GetRun, Reply.Json(Run("RUNNING"))).On(Trigger, Reply.Json(Run("PENDING")));
        await client.Tasks.GetRunAsync(RunId);
        await SendAsync(client);
        await SendAsync(client);
        await client.Tasks.GetRunAsync(RunId);
        Assert.That(arize.Server.Requests.Select(r => r.Connection), Is.EqualTo(new[] { 1, 2, 3, 1 }));
    }

    [Test]
    public async Task A_stale_pooled_connection_neither_swallows_nor_doubles_a_write()
    {
        arize.Server.On(GetRun, Reply.ThenClose(Reply.Json(Run("RUNNING")))).On(Trigger, Reply.ThenClose(Reply.Json(Run("PENDING"))));
        for (var i = 0; i < 3; i++)
        {
            await client.Tasks.GetRunAsync(RunId);
            await SendAsync(client);
        }
        Assert.That((arize.Server.Count(Trigger), arize.Server.Count(GetRun)), Is.EqualTo((3, 3)));
    }

    [Test]
    public async Task A_connection_that_is_refused_was_never_sent()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        using var nowhere = new ArizeClient(new ArizeClientOptions { Environment = Variables(new Uri($"http://127.0.0.1:{port}")) });
        var e = await Thrown.ByAsync(() => SendAsync(nowhere));
        Assert.That((e.NeverSent, e.IsTransient, e.Code), Is.EqualTo((true, true, ArizeErrorCode.Service)));
    }

    [Test]
    public async Task A_host_without_an_address_was_never_sent()
    {
        using var nowhere = new ArizeClient(new ArizeClientOptions { Environment = Variables(new Uri("https://no-such-host.invalid")), RequestTimeout = TimeSpan.FromSeconds(5) });
        var e = await Thrown.ByAsync(() => SendAsync(nowhere));
        Assert.That((e.NeverSent, e.IsTransient), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task A_TLS_handshake_that_hangs_was_never_sent()
    {
        using var tls = new ArizeClient(new ArizeClientOptions
        {
            Environment = Variables(new Uri($"https://127.0.0.1:{arize.Server.Port}")),
            RequestTimeout = TimeSpan.FromMilliseconds(300),
        });
        var e = await Thrown.ByAsync(() => SendAsync(tls));
        Assert.That((e.NeverSent, arize.Server.Requests.Count), Is.EqualTo((true, 0)));
    }

    [Test]
    public async Task Cancelling_before_the_write_sends_nothing()
    {
        await Assert.ThatAsync(() => SendAsync(client, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(arize.Server.Connections, Is.Zero);
    }

    [Test]
    public async Task Cancelling_after_the_write_says_that_it_may_have_been_done()
    {
        using var stop = new CancellationTokenSource();
        arize.Server.On(Trigger, Reply.Hang().After(stop.Cancel));
        var e = await Thrown.ByAsync(() => SendAsync(client, stop.Token));
        Assert.That((e.NeverSent, arize.Server.Count(Trigger)), Is.EqualTo((false, 1)));
    }

    [Test]
    public async Task A_delete_and_an_update_are_sent_once_too()
    {
        var path = $"/v2/tasks/{Uri.EscapeDataString(TaskId)}";
        arize.Server.On(GetTask, Reply.Json($$"""{"id":"{{TaskId}}","name":"t","type":"RUN_EXPERIMENT","dataset_id":"{{DatasetId}}"}"""))
            .On($"DELETE {path}", Reply.Problem(503)).On($"PATCH {path}", Reply.Problem(503));
        await Thrown.ByAsync(() => client.Tasks.DeleteAsync(TaskId));
        await Thrown.ByAsync(() => client.Tasks.UpdateAsync(new UpdateTaskRequest { Task = TaskId, Name = "n" }));
        Assert.That((arize.Server.Count($"DELETE {path}"), arize.Server.Count($"PATCH {path}")), Is.EqualTo((1, 1)));
    }
}
