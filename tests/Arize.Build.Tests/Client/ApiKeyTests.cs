using Arize.Build.Client;
using Arize.Build.Tests.Faults;
using static Arize.Build.Tests.Faults.ScriptedArize;

namespace Arize.Build.Tests.Client;

/// <summary>The key: where it is read, how it is sent, and that it is shown nowhere.</summary>
public sealed class ApiKeyTests
{
    static readonly Dictionary<string, string> Nothing = [];

    static ArizeException Refused(ArizeClientOptions options) => Thrown.By(() => new ArizeClient(options).Validate());

    [TestCase("sk-line1\nsk-line2"), TestCase("sk two words"), TestCase("sk-schl\u00fcssel"), TestCase("sk-\u200b"), TestCase("sk\r\nX-Evil: 1"), TestCase("\"sk-\u201cquoted\u201d\"")]
    public void A_key_with_white_space_or_characters_outside_ASCII_is_refused_and_not_shown(string key)
    {
        var e = Refused(new ArizeClientOptions { Environment = new Dictionary<string, string> { ["ARIZE_API_KEY"] = key } });
        Assert.That(e.Code, Is.EqualTo(ArizeErrorCode.ApiKey));
        Assert.That(e.ToString(), Does.Not.Contain("sk").And.Contains("ARIZE_API_KEY"));
    }

    [TestCase(null, "not set"), TestCase("", "empty"), TestCase("   ", "empty"), TestCase("\r\n", "empty")]
    [FaultRow("43", "no key", "an error that names the variable, before any request")]
    public void A_key_that_is_unset_or_empty_is_an_error_that_names_the_variable(string? key, string said)
    {
        var environment = key is null ? Nothing : new Dictionary<string, string> { ["ARIZE_API_KEY"] = key };
        var e = Refused(new ArizeClientOptions { Environment = environment });
        Assert.That(e.Message, Does.StartWith("ARIZE1006").And.Contains($"ARIZE_API_KEY is {said}"));
    }

    [Test]
    public void What_is_no_name_of_a_variable_may_be_the_key_and_is_not_shown()
    {
        var e = Refused(new ArizeClientOptions { ApiKeyVariable = "ak-0123456789", Environment = Nothing });
        Assert.That((e.Code, e.ToString().Contains("0123456789", StringComparison.Ordinal), e.Message.Contains("ApiKeyVariable", StringComparison.Ordinal)), Is.EqualTo((ArizeErrorCode.ApiKey, false, true)));
    }

    [Test]
    public void The_word_Bearer_alone_is_no_key() =>
        Assert.That(Refused(new ArizeClientOptions { ApiKey = "Bearer", Environment = Nothing }).Message, Does.Contain("only the word Bearer"));

    [Test]
    public async Task The_key_is_sent_as_a_bearer_token_and_as_nothing_else([Values("option", "variable", "other variable", "file", "file with line end")] string from)
    {
        await using var arize = new ScriptedArize();
        arize.Server.On(GetRun, Reply.Json(Run("RUNNING"))).On(CancelRun, Reply.Json(Run("CANCELLED")));
        var environment = new Dictionary<string, string> { ["ARIZE_BASE_URL"] = arize.Server.Url.ToString(), ["MY_KEY"] = Key };
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"key-{Guid.NewGuid():N}.txt");
        await File.WriteAllTextAsync(file, from.EndsWith("end", StringComparison.Ordinal) ? Key + "\r\n" : Key);
        if (from == "variable")
            environment["ARIZE_API_KEY"] = Key;
        try
        {
            using var client = new ArizeClient(new ArizeClientOptions
            {
                Environment = environment,
                ApiKey = from == "option" ? Key : null,
                ApiKeyVariable = from == "other variable" ? "MY_KEY" : null,
                ApiKeyFile = from.StartsWith("file", StringComparison.Ordinal) ? file : null,
            });
            await client.Tasks.GetRunAsync(RunId);
            await client.Tasks.CancelRunAsync(RunId);
        }
        finally
        {
            File.Delete(file);
        }
        foreach (var request in arize.Server.Requests)
        {
            Assert.That(request.Headers["Authorization"], Is.EqualTo($"Bearer {Key}"));
            Assert.That(request.Headers.Count(h => h.Value.Contains(Key, StringComparison.Ordinal)), Is.EqualTo(1));
            Assert.That(request.Target + request.Body, Does.Not.Contain(Key));
        }
    }

    [Test]
    public void Two_sources_of_the_key_at_once_are_refused_and_named()
    {
        var e = Refused(new ArizeClientOptions { Environment = Nothing, ApiKey = Key, ApiKeyFile = "/some/file", ApiKeyVariable = "X" });
        Assert.That(e.Codes(), Is.EqualTo(new[] { "ARIZE1002" }));
        Assert.That(e.Message, Does.Contain("ApiKey, ApiKeyVariable and ApiKeyFile").And.Not.Contain(Key));
    }

    [Test]
    public void A_key_file_that_is_not_there_is_named()
    {
        var e = Refused(new ArizeClientOptions { Environment = Nothing, ApiKeyFile = "/no/such/key.txt" });
        Assert.That(e.Codes(), Is.EqualTo(new[] { "ARIZE1006" }));
        Assert.That(e.Message, Does.Contain("/no/such/key.txt"));
    }

    [Test]
    public void A_variable_that_is_named_but_not_set_does_not_fall_back_to_another()
    {
        var e = Refused(new ArizeClientOptions { ApiKeyVariable = "MY_KEY", Environment = new Dictionary<string, string> { ["ARIZE_API_KEY"] = Key } });
        Assert.That(e.Message, Does.Contain("MY_KEY is not set").And.Not.Contain(Key));
    }

    static IEnumerable<TestCaseData> Diagnostics()
    {
        yield return new TestCaseData(Reply.Problem(401, $"unknown key")).SetArgDisplayNames("401");
        yield return new TestCaseData(Reply.Problem(500)).SetArgDisplayNames("500");
        yield return new TestCaseData(Reply.Reset()).SetArgDisplayNames("reset");
        yield return new TestCaseData(Reply.Html()).SetArgDisplayNames("HTML");
        yield return new TestCaseData(Reply.Raw("x\r\n\r\n")).SetArgDisplayNames("garbage");
        yield return new TestCaseData(Reply.With(302, ["Location: http://evil.example/"], [])).SetArgDisplayNames("redirect");
        yield return new TestCaseData(Reply.Truncated(Run("RUNNING"), true)).SetArgDisplayNames("cut");
        yield return new TestCaseData(Reply.Json("{}")).SetArgDisplayNames("no fields");
    }

    [TestCaseSource(nameof(Diagnostics))]
    public async Task The_key_is_in_no_exception_and_in_no_trace(Reply fault)
    {
        await using var arize = new ScriptedArize();
        using var client = arize.Client(faultLimit: TimeSpan.FromSeconds(3));
        arize.Server.On(GetRun, fault).On(CancelRun, fault);
        var read = await Thrown.ByAsync(() => client.Tasks.GetRunAsync(RunId));
        var write = await Thrown.ByAsync(() => client.Tasks.CancelRunAsync(RunId));
        var everything = $"{read}{write}{string.Join('\n', arize.Trace)}{client}{Everything(read)}{Everything(write)}";
        Assert.That(everything, Does.Not.Contain(Key));
        Assert.That(arize.Trace, Is.Not.Empty);
    }

    /// <summary>All public values of an exception and of what it holds, as a logger that digs would write them.</summary>
    static string Everything(Exception? e)
    {
        var text = new System.Text.StringBuilder();
        for (; e is not null; e = e.InnerException)
            foreach (var property in e.GetType().GetProperties())
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{property.Name}={property.GetValue(e)}\n");
        return text.ToString();
    }

    [Test]
    public async Task The_client_names_itself_and_its_user()
    {
        await using var arize = new ScriptedArize();
        arize.Server.On(GetRun, Reply.Json(Run("RUNNING")));
        using var client = new ArizeClient(new ArizeClientOptions { Environment = Variables(arize.Server.Url), UserAgent = "MyBuild/7" });
        await client.Tasks.GetRunAsync(RunId);
        Assert.That(arize.Server.Requests.Single().Headers["User-Agent"], Does.Match(@"^MyBuild/7 Arize\.Build\.Client/\d+\.\d+\.\d+ \(\.NET .*\)$"));
    }
}
