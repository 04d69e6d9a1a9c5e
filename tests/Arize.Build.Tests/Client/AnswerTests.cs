using System.Text;
using Arize.Build.Client;
using Arize.Build.Tests.Faults;
using static Arize.Build.Tests.Faults.ScriptedArize;

namespace Arize.Build.Tests.Client;

/// <summary>What the transport makes of answers: what it takes, what it refuses, and what it never does.</summary>
public sealed class AnswerTests
{
    ScriptedArize arize = null!;
    ArizeClient client = null!;

    [SetUp]
    public void SetUp()
    {
        arize = new ScriptedArize();
        client = arize.Client(faultLimit: TimeSpan.Zero);
    }

    [TearDown]
    public async Task TearDown()
    {
        client.Dispose();
        await arize.DisposeAsync();
    }

    Task<ArizeException> Refused(Reply reply)
    {
        arize.Server.On(GetRun, reply);
        return Thrown.ByAsync(() => client.Tasks.GetRunAsync(RunId));
    }

    [TestCase(301), TestCase(302), TestCase(303), TestCase(307), TestCase(308)]
    [FaultRow("32", "a redirect to another host", "refused, and the other host gets no connection")]
    public async Task No_redirect_is_followed_and_the_other_host_hears_nothing(int status)
    {
        await using var other = FaultServer.Start();
        var read = await Refused(Reply.With(status, [$"Location: {other.Url}v2/x"], []));
        arize.Server.On(CancelRun, Reply.With(status, [$"Location: {other.Url}v2/x"], []));
        var write = await Thrown.ByAsync(() => client.Tasks.CancelRunAsync(RunId));
        Assert.That((read.Code, write.Code, write.Status), Is.EqualTo((ArizeErrorCode.Intercepted, ArizeErrorCode.Intercepted, (int?)status)));
        Assert.That((other.Connections, arize.Server.Requests.Count), Is.EqualTo((0, 2)));
        Assert.That(read.Message, Does.Contain("never followed"));
    }

    [TestCase(302), TestCase(307)]
    public async Task No_redirect_to_the_same_host_is_followed(int status)
    {
        await Refused(Reply.With(status, ["Location: /elsewhere"], []));
        Assert.That(arize.Server.Requests.Select(r => r.Route), Is.EqualTo(new[] { GetRun }));
    }

    [Test]
    public async Task No_cookie_is_replayed()
    {
        arize.Server.On(GetRun, Reply.Json(Run("RUNNING"), 200, "Set-Cookie: session=1; Path=/"))
            .On(CancelRun, Reply.Json(Run("CANCELLED"), 200, "Set-Cookie: session=2; Path=/"));
        await client.Tasks.GetRunAsync(RunId);
        await client.Tasks.CancelRunAsync(RunId);
        await client.Tasks.GetRunAsync(RunId);
        Assert.That(arize.Server.Requests, Has.Count.EqualTo(3));
        Assert.That(arize.Server.Requests.Any(r => r.Headers.ContainsKey("Cookie")), Is.False);
    }

    [Test]
    public async Task A_compressed_answer_is_read()
    {
        arize.Server.On(GetRun, Reply.Gzip(Encoding.UTF8.GetBytes(Run("RUNNING"))));
        Assert.That((await client.Tasks.GetRunAsync(RunId)).Status, Is.EqualTo(RunStatus.Running));
    }

    [Test]
    [FaultRow("27", "a gzip bomb", "refused within 64 MiB")]
    public async Task A_small_answer_that_unpacks_into_a_large_one_is_refused_within_the_memory_bound()
    {
        var bomb = Reply.Gzip(Encoding.ASCII.GetBytes($$"""{"id":"{{new string('x', 100 * 1024 * 1024)}}"}"""));
        await RefusedWithinMemory(bomb);
    }

    [Test]
    public Task An_answer_without_end_is_refused_within_the_memory_bound() => RefusedWithinMemory(Reply.Endless());

    [Test]
    [FaultRow("27", "a body of 100 MB", "refused within 64 MiB")]
    public Task An_answer_that_says_to_be_100_MB_long_is_refused_within_the_memory_bound() =>
        RefusedWithinMemory(Reply.Raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 104857600\r\n\r\n{\"a\":\""));

    async Task RefusedWithinMemory(Reply reply)
    {
        await Refused(Reply.Problem(404)); // everything is loaded once
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var e = await Refused(reply);
        var used = (GC.GetTotalAllocatedBytes(precise: true) - before) / (1024.0 * 1024);
        Assert.That((e.Code, e.NeverSent), Is.EqualTo((ArizeErrorCode.UnexpectedAnswer, false)));
        Assert.That(e.Message, Does.Contain("16 MiB").And.Not.Contain("PageSize"));
        Assert.That(used, Is.LessThan(64), "MiB");
    }

    [Test]
    public async Task An_answer_of_15_MB_is_read()
    {
        arize.Server.On(GetRun, Reply.Json(Run("RUNNING", more: $$"""{"big":"{{new string('x', 15 * 1024 * 1024)}}"}""")));
        Assert.That((await client.Tasks.GetRunAsync(RunId)).Status, Is.EqualTo(RunStatus.Running));
    }

    [Test]
    public async Task A_web_page_as_a_success_is_an_interception_and_at_most_200_characters_of_it_are_shown()
    {
        var e = await Refused(Reply.Html("<html>" + new string('a', 5000)));
        Assert.That((e.Code, e.Diagnostics[0].Code), Is.EqualTo((ArizeErrorCode.Intercepted, "ARIZE2006")));
        Assert.That(e.Message, Does.Contain("<html>").And.Contains("proxy"));
        Assert.That(e.Message, Has.Length.LessThan(500));
    }

    static IEnumerable<TestCaseData> NoJson()
    {
        yield return new TestCaseData(Reply.With(200, ["Content-Type: text/plain"], "{}"u8.ToArray()), ArizeErrorCode.Intercepted).SetArgDisplayNames("text/plain");
        yield return new TestCaseData(Reply.With(200, [], "{}"u8.ToArray()), ArizeErrorCode.Intercepted).SetArgDisplayNames("no content type");
        yield return new TestCaseData(Reply.With(200, [], []), ArizeErrorCode.Intercepted).SetArgDisplayNames("nothing");
        yield return new TestCaseData(Reply.With(204, [], []), ArizeErrorCode.Intercepted).SetArgDisplayNames("204 to a read");
        yield return new TestCaseData(Reply.Json("null"), ArizeErrorCode.UnexpectedAnswer).SetArgDisplayNames("null");
        yield return new TestCaseData(Reply.Json("[]"), ArizeErrorCode.UnexpectedAnswer).SetArgDisplayNames("a list");
        yield return new TestCaseData(Reply.Json("{'id':1}"), ArizeErrorCode.UnexpectedAnswer).SetArgDisplayNames("not JSON");
        yield return new TestCaseData(Reply.Json(""), ArizeErrorCode.UnexpectedAnswer).SetArgDisplayNames("empty JSON");
        yield return new TestCaseData(Reply.Json(string.Concat(Enumerable.Repeat("{\"a\":", 100)) + "1" + new string('}', 100)), ArizeErrorCode.UnexpectedAnswer).SetArgDisplayNames("nested 100 deep");
        yield return new TestCaseData(Reply.Truncated(Run("RUNNING"), saysLength: true), ArizeErrorCode.Service).SetArgDisplayNames("cut, with a length");
        yield return new TestCaseData(Reply.Truncated(Run("RUNNING"), saysLength: false), ArizeErrorCode.UnexpectedAnswer).SetArgDisplayNames("cut, without a length");
    }

    [TestCaseSource(nameof(NoJson))]
    public async Task What_is_not_a_JSON_object_is_never_taken_for_an_answer(Reply reply, string kind) =>
        Assert.That((await Refused(reply)).Code, Is.EqualTo(kind));

    [TestCase("application/json; charset=utf-8"), TestCase("Application/JSON"), TestCase("application/vnd.arize+json")]
    public async Task JSON_is_known_by_its_content_type_with_parameters_and_in_any_casing(string type)
    {
        arize.Server.On(GetRun, Reply.With(200, [$"Content-Type: {type}"], Encoding.UTF8.GetBytes(Run("RUNNING"))));
        Assert.That((await client.Tasks.GetRunAsync(RunId)).Status, Is.EqualTo(RunStatus.Running));
    }

    [TestCase(400, ArizeErrorCode.Rejected), TestCase(401, ArizeErrorCode.Authentication), TestCase(403, ArizeErrorCode.Authentication), TestCase(404, ArizeErrorCode.NotFound)]
    [TestCase(409, ArizeErrorCode.Rejected), TestCase(422, ArizeErrorCode.Rejected), TestCase(429, ArizeErrorCode.RateLimited), TestCase(500, ArizeErrorCode.Service)]
    [TestCase(408, ArizeErrorCode.Service), TestCase(418, ArizeErrorCode.Rejected), TestCase(503, ArizeErrorCode.Service)]
    public async Task Each_status_has_its_kind_and_the_problems_detail_is_said(int status, string kind)
    {
        var e = await Refused(Reply.Problem(status, "the field 'x' is odd."));
        Assert.That((e.Code, e.Status, e.Detail), Is.EqualTo((kind, (int?)status, "the field 'x' is odd")));
        Assert.That(e.Message, Does.Contain("the field 'x' is odd").And.Contains(status.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [TestCase("""{"title":"Only a title","status":400}""", "Only a title"), TestCase("""{"detail":17,"title":["x"]}""", null), TestCase("""["x"]""", null), TestCase("oops", null)]
    public async Task A_problem_document_of_any_shape_is_survived(string body, string? detail)
    {
        var e = await Refused(Reply.Json(body, 400));
        Assert.That((e.Code, e.Detail), Is.EqualTo((ArizeErrorCode.Rejected, detail)));
    }

    [Test]
    public async Task Text_of_a_problem_is_made_harmless()
    {
        var e = await Refused(Reply.Problem(422, @"\u001b[31m\n##vso[task.setvariable]x\u202e"));
        Assert.That(e.Message, Does.EndWith(@"\u001B[31m # #vso[task.setvariable]x\u202E."));
        Assert.That(e.Message.All(c => c is >= ' ' and <= '~'), Is.True);
    }

    [Test]
    public async Task Retry_After_can_be_seen_by_the_caller()
    {
        var e = await Refused(Reply.Problem(429, "slow down", "Retry-After: 17"));
        Assert.That(e.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(17)));
    }

    [Test]
    public async Task A_body_that_drips_is_bounded_by_the_request_timeout()
    {
        using var real = arize.Client(requestTimeout: TimeSpan.FromMilliseconds(300), faultLimit: TimeSpan.Zero, time: TimeProvider.System);
        arize.Server.On(GetRun, Reply.Dripping(Run("RUNNING")));
        var e = await Thrown.ByAsync(() => real.Tasks.GetRunAsync(RunId));
        Assert.That((e.Code, e.Message), Is.EqualTo((ArizeErrorCode.Service, e.Message)));
        Assert.That(e.Message, Does.Contain("no whole answer within 0.3 s"));
    }
}
