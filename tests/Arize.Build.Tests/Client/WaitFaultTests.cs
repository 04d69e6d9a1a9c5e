using Arize.Build.Client;
using Arize.Build.Tests.Faults;
using static Arize.Build.Tests.Faults.ScriptedArize;

namespace Arize.Build.Tests.Client;

/// <summary>The wait for a run when the service, or the way to it, fails.</summary>
public sealed class WaitFaultTests
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

    Task<TaskRun> Wait(double timeout = 600) => client.Tasks.WaitForRunAsync(RunId, new WaitOptions { Timeout = TimeSpan.FromSeconds(timeout) });

    int Polls => arize.Server.Count(GetRun);

    Reply Quick(Reply reply) => arize.Taking(TimeSpan.FromMilliseconds(10), reply);

    static IEnumerable<TestCaseData> OneFault()
    {
        foreach (var status in new[] { 408, 429, 500, 502, 503, 504 })
            yield return new TestCaseData(Reply.Problem(status)).SetArgDisplayNames(status.ToString(System.Globalization.CultureInfo.InvariantCulture));
        yield return new TestCaseData(Reply.Html(status: 502)).SetArgDisplayNames("502 with HTML");
        yield return new TestCaseData(Reply.With(503, [], [])).SetArgDisplayNames("503 without a body");
        yield return new TestCaseData(Reply.Reset()).SetArgDisplayNames("reset");
        yield return new TestCaseData(Reply.Close()).SetArgDisplayNames("closed");
        yield return new TestCaseData(Reply.Truncated(Run("COMPLETED"), saysLength: true)).SetArgDisplayNames("cut, with a length");
        yield return new TestCaseData(Reply.Truncated(Run("COMPLETED"), saysLength: false)).SetArgDisplayNames("cut, without a length");
        yield return new TestCaseData(Reply.Json("{\"id\":")).SetArgDisplayNames("half of a JSON");
        yield return new TestCaseData(Reply.Raw("SSH-2.0-OpenSSH_9.6\r\n\r\n")).SetArgDisplayNames("not HTTP");
    }

    [TestCaseSource(nameof(OneFault))]
    public async Task One_fault_never_fails_a_wait(Reply fault)
    {
        arize.Server.On(GetRun, arize.Is("RUNNING"), Quick(fault), arize.Is("COMPLETED"));
        Assert.That((await Wait()).Status, Is.EqualTo(RunStatus.Completed));
    }

    [Test]
    public async Task A_look_that_hangs_is_given_up_after_the_request_timeout_and_repeated()
    {
        arize.Server.On(GetRun, arize.Taking(TimeSpan.FromHours(1), Reply.Hang()), arize.Is("COMPLETED"));
        Assert.That((await Wait()).Status, Is.EqualTo(RunStatus.Completed));
        Assert.That(arize.Clock.Elapsed.TotalSeconds, Is.InRange(30, 31.1));
    }

    [Test]
    public async Task A_socket_that_hangs_does_not_extend_the_wait()
    {
        arize.Server.On(GetRun, arize.Is("RUNNING"), arize.Taking(TimeSpan.FromHours(1), Reply.Hang()));
        var e = await Thrown.ByAsync(() => Wait(timeout: 5));
        Assert.That((e.Code, e.RunId, e.LastStatus), Is.EqualTo((ArizeErrorCode.Timeout, RunId, "RUNNING")));
        Assert.That(e.Message, Does.Contain("no whole answer within"), "the timeout tells of the trouble");
    }

    [Test]
    public async Task A_storm_of_503_ends_with_the_fault_limit_and_names_the_run_and_its_last_status()
    {
        arize.Server.On(GetRun, arize.Is("RUNNING"), Quick(Reply.Problem(503, "overloaded")));
        var e = await Thrown.ByAsync(() => Wait(timeout: 3600));
        Assert.That((e.Code, e.Status, e.RunId, e.LastStatus), Is.EqualTo((ArizeErrorCode.Service, (int?)503, RunId, "RUNNING")));
        Assert.That(e.Message, Does.Contain("overloaded").And.Contains("Tried for"));
        Assert.That(arize.Clock.Elapsed.TotalSeconds, Is.InRange(290, 325));
    }

    [Test]
    public async Task A_storm_that_is_over_before_the_fault_limit_is_forgiven_each_time()
    {
        client.Dispose();
        client = arize.Client(faultLimit: TimeSpan.FromSeconds(60));
        var storm = Enumerable.Repeat(Quick(Reply.Problem(503)), 5);
        arize.Server.On(GetRun, [.. Enumerable.Repeat<IEnumerable<Reply>>([arize.Is("RUNNING"), .. storm], 40).SelectMany(s => s), arize.Is("COMPLETED")]);
        Assert.That((await Wait(timeout: 7200)).Status, Is.EqualTo(RunStatus.Completed));
        Assert.That(arize.Clock.Elapsed.TotalSeconds, Is.GreaterThan(120), "in all, the service failed for longer than the limit");
    }

    [TestCase(401), TestCase(403)]
    public async Task A_key_that_is_refused_in_the_middle_ends_the_wait_at_once(int status)
    {
        arize.Server.On(GetRun, arize.Is("RUNNING"), Quick(Reply.Problem(status)));
        var e = await Thrown.ByAsync(() => Wait());
        Assert.That((e.Code, e.RunId, e.LastStatus, Polls), Is.EqualTo((ArizeErrorCode.Authentication, RunId, "RUNNING", 2)));
    }

    [TestCase(400), TestCase(422)]
    public async Task A_refusal_ends_the_wait_at_once(int status)
    {
        arize.Server.On(GetRun, Quick(Reply.Problem(status)));
        Assert.That(((await Thrown.ByAsync(() => Wait())).Code, Polls), Is.EqualTo((ArizeErrorCode.Rejected, 1)));
    }

    [Test]
    public async Task A_run_that_is_not_there_yet_has_a_minute_to_appear()
    {
        var looks = 0;
        arize.Server.Otherwise = _ => arize.Clock.Elapsed < TimeSpan.FromSeconds(50) && ++looks > 0 ? Quick(Reply.Problem(404)) : arize.Is("COMPLETED");
        Assert.That((await Wait()).Status, Is.EqualTo(RunStatus.Completed));
        Assert.That(looks, Is.GreaterThan(3));
    }

    [Test]
    public async Task A_run_that_never_appears_is_an_error_after_a_minute()
    {
        arize.Server.On(GetRun, Quick(Reply.Problem(404)));
        var e = await Thrown.ByAsync(() => Wait());
        Assert.That((e.Code, e.RunId), Is.EqualTo((ArizeErrorCode.NotFound, RunId)));
        Assert.That(arize.Clock.Elapsed.TotalSeconds, Is.InRange(60, 65));
    }

    [Test]
    public async Task A_run_that_was_seen_is_gone_only_when_three_looks_say_so()
    {
        arize.Server.On(GetRun, arize.Is("RUNNING"), Quick(Reply.Problem(404)));
        Assert.That(((await Thrown.ByAsync(() => Wait())).Code, Polls), Is.EqualTo((ArizeErrorCode.NotFound, 4)));
    }

    [Test]
    public async Task Two_looks_that_miss_the_run_are_forgiven_again_and_again()
    {
        var missing = Quick(Reply.Problem(404));
        arize.Server.On(GetRun, arize.Is("RUNNING"), missing, missing, arize.Is("RUNNING"), missing, missing, arize.Is("COMPLETED"));
        Assert.That((await Wait()).Status, Is.EqualTo(RunStatus.Completed));
    }

    [TestCase("Retry-After: 7", 7, 7.1), TestCase("Retry-After: Mon, 23 Nov 2026 09:00:20 GMT", 19, 20.1)]
    [TestCase("Retry-After: soon", 0, 0.6), TestCase("Retry-After: -5", 0, 0.6), TestCase("Retry-After: 1.5", 0, 0.6), TestCase("X-Nothing: 1", 0, 0.6)]
    [TestCase("Retry-After: Mon, 23 Nov 2026 08:00:00 GMT", 0, 0.6), TestCase("Retry-After: 0", 0, 0.6)]
    public async Task Retry_After_is_honoured_and_what_is_not_one_leaves_our_own_pause(string header, double least, double most)
    {
        arize.Server.On(GetRun, Quick(Reply.Problem(429, "slow down", header)), arize.Is("COMPLETED"));
        await Wait();
        Assert.That(arize.Clock.Elapsed.TotalSeconds, Is.InRange(least, most));
    }

    [Test]
    public async Task A_date_in_Retry_After_counts_from_the_servers_own_clock()
    {
        arize.Server.On(GetRun, Quick(Reply.Problem(503, "restart", "Date: Tue, 05 May 2020 12:00:00 GMT", "Retry-After: Tue, 05 May 2020 12:00:09 GMT")), arize.Is("COMPLETED"));
        await Wait();
        Assert.That(arize.Clock.Pauses.Single().TotalSeconds, Is.EqualTo(9));
    }

    [TestCase("120", "120 s"), TestCase("99999999999999999999999999", "too long"), TestCase("Fri, 31 Dec 9999 23:59:59 GMT", "too long")]
    public async Task A_Retry_After_beyond_the_deadline_fails_at_once_and_says_so(string asked, string said)
    {
        arize.Server.On(GetRun, arize.Is("RUNNING"), Quick(Reply.Problem(429, "slow down", $"Retry-After: {asked}")));
        var e = await Thrown.ByAsync(() => Wait(timeout: 60));
        Assert.That((e.Code, e.RunId, Polls), Is.EqualTo((ArizeErrorCode.RateLimited, RunId, 2)));
        Assert.That(e.Message, Does.Contain(said).And.Contains("s left"));
        Assert.That(arize.Clock.Elapsed.TotalSeconds, Is.LessThan(2));
    }

    [Test]
    public async Task Retry_After_of_zero_is_no_licence_to_hammer()
    {
        arize.Server.On(GetRun, Quick(Reply.Problem(503, "x", "Retry-After: 0")));
        await Thrown.ByAsync(() => Wait(timeout: 60));
        Assert.That(Polls, Is.LessThan(200));
    }

    [Test]
    public async Task A_web_page_instead_of_the_run_is_an_interception_and_ends_the_wait()
    {
        arize.Server.On(GetRun, arize.Is("RUNNING"), Quick(Reply.Html("<html>\n##vso[task.complete]sign in</html>")));
        var e = await Thrown.ByAsync(() => Wait());
        Assert.That((e.Code, e.RunId), Is.EqualTo((ArizeErrorCode.Intercepted, RunId)));
        Assert.That(e.Message, Does.Contain("proxy").And.Not.Contain("##vso").And.Not.Contain("\n"));
    }
}
