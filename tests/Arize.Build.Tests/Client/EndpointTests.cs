using Arize.Build.Client;
using Arize.Build.Tests.Faults;

namespace Arize.Build.Tests.Client;

/// <summary>Where the service is, and where the key may go. Nothing here asks a network.</summary>
public sealed class EndpointTests
{
    static Dictionary<string, string> Variables(string text)
    {
        var variables = text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)).ToDictionary(p => p[0].Trim(), p => p[1]);
        variables.TryAdd("ARIZE_API_KEY", ScriptedArize.Key);
        return variables;
    }

    static ArizeClientOptions Options(string variables, string? region = null, string? baseUrl = null, string? singleHost = null, string? baseDomain = null) =>
        new() { Environment = Variables(variables), Region = region, BaseUrl = baseUrl, SingleHost = singleHost, BaseDomain = baseDomain };

    static string Url(ArizeClientOptions options)
    {
        using var client = new ArizeClient(options);
        return client.BaseUrl.ToString();
    }

    static ArizeException Refused(ArizeClientOptions options) => Thrown.By(() => new ArizeClient(options).Validate());

    [TestCase("", "https://api.arize.com/")]
    [TestCase("ARIZE_REGION=eu-west-1a", "https://api.eu-west-1a.arize.com/"), TestCase("ARIZE_REGION= ca-central-1a ", "https://api.ca-central-1a.arize.com/")]
    [TestCase("ARIZE_BASE_URL=https://arize.internal.example", "https://arize.internal.example/"), TestCase("ARIZE_BASE_URL=http://127.0.0.1:5000", "http://127.0.0.1:5000/")]
    [TestCase("ARIZE_BASE_URL=http://[::1]:5000", "http://[::1]:5000/"), TestCase("ARIZE_BASE_URL=http://localhost:5000", "http://localhost:5000/")]
    [TestCase("ARIZE_SINGLE_HOST=arize.internal.example", "https://arize.internal.example/"), TestCase("ARIZE_SINGLE_HOST=a.example;ARIZE_SINGLE_PORT=8443", "https://a.example:8443/")]
    [TestCase("ARIZE_BASE_DOMAIN=corp.example", "https://api.corp.example/"), TestCase("ARIZE_API_HOST=api.corp.example;ARIZE_API_PORT=444", "https://api.corp.example:444/")]
    [TestCase("ARIZE_API_PORT=444", "https://api.arize.com:444/"), TestCase("ARIZE_REGION=eu-west-1a;ARIZE_API_PORT=444", "https://api.eu-west-1a.arize.com:444/")]
    [TestCase("ARIZE_API_SCHEME=http;ARIZE_API_HOST=127.0.0.1;ARIZE_API_PORT=9000", "http://127.0.0.1:9000/"), TestCase("ARIZE_REGION= ;ARIZE_BASE_URL=", "https://api.arize.com/")]
    public void The_environment_says_where_the_service_is(string variables, string url) => Assert.That(Url(Options(variables)), Is.EqualTo(url));

    [Test]
    public void An_option_beats_the_environment_as_a_group()
    {
        const string environment = "ARIZE_BASE_URL=https://a.example;ARIZE_ALLOWED_HOSTS=b.example,api.c.example";
        Assert.That(Url(Options(environment, region: "eu-west-1a")), Is.EqualTo("https://api.eu-west-1a.arize.com/"));
        Assert.That(Url(Options("ARIZE_REGION=eu-west-1a", baseUrl: "https://api.arize.com")), Is.EqualTo("https://api.arize.com/"));
        Assert.That(Url(Options(environment, singleHost: "b.example:8443")), Is.EqualTo("https://b.example:8443/"));
        Assert.That(Url(Options(environment, baseDomain: "c.example")), Is.EqualTo("https://api.c.example/"));
    }

    [Test]
    public void Two_of_the_group_exclude_each_other_and_are_named()
    {
        Assert.That(Refused(Options("", region: "eu-west-1a", baseUrl: "https://api.arize.com")).Message,
            Is.EqualTo("ARIZE1002: Region and BaseUrl exclude each other. Set one of Region, BaseUrl, SingleHost and BaseDomain."));
        Assert.That(Refused(Options("ARIZE_REGION=eu-west-1a;ARIZE_SINGLE_HOST=a.example;ARIZE_BASE_DOMAIN=b.example")).Message,
            Does.StartWith("ARIZE1002: ARIZE_REGION, ARIZE_SINGLE_HOST and ARIZE_BASE_DOMAIN exclude each other."));
    }

    [TestCase("https://arize.com"), TestCase("https://api.arize.com"), TestCase("https://api.EU-west-1a.ARIZE.com"), TestCase("https://api.arize.com:8443")]
    public void The_key_may_go_to_arize_com_by_whole_labels(string url) => Assert.That(() => Url(Options("", baseUrl: url)), Throws.Nothing);

    [TestCase("https://evil-arize.com"), TestCase("https://arize.com.evil.example"), TestCase("https://arize.comm"), TestCase("https://xarize.com"), TestCase("https://127.0.0.1:5000")]
    [TestCase("http://127.0.0.1:5000"), TestCase("https://api.arize.com."), TestCase("https://arize.com%2eevil.example"), TestCase("https://\u0430rize.com")]
    public void A_host_that_only_an_option_names_gets_no_key(string url)
    {
        var e = Refused(Options("", baseUrl: url));
        Assert.That(e.Codes(), Is.EqualTo(new[] { "ARIZE1007" }).Or.EqualTo(new[] { "ARIZE1009" }));
    }

    [Test]
    public void A_host_that_is_refused_names_the_variable_that_would_allow_it() =>
        Assert.That(Refused(Options("", baseUrl: "https://a.example:8443")).Message, Does.Contain("a.example:8443").And.Contains("ARIZE_ALLOWED_HOSTS=a.example:8443").And.Contains("not in a project file"));

    [TestCase("https://user:secret@api.arize.com"), TestCase("https://api.arize.com@evil.example"), TestCase("https://secret@evil.example"), TestCase("https://api.arize.com/v2"), TestCase("https://api.arize.com?x=1")]
    [TestCase("https://api.arize.com#x"), TestCase("ftp://api.arize.com"), TestCase("api.arize.com"), TestCase("file:///etc/passwd"), TestCase("https://"), TestCase("https://evil.example\\@api.arize.com")]
    public void A_base_URL_is_a_host_alone_and_a_password_in_it_is_not_shown(string url)
    {
        var e = Refused(Options("", baseUrl: url));
        Assert.That(e.Codes(), Is.EqualTo(new[] { "ARIZE1009" }));
        Assert.That(e.Message, Does.Contain("BaseUrl").And.Not.Contain("secret"));
    }

    [TestCase("http://api.arize.com"), TestCase("http://a.example"), TestCase("http://10.0.0.1")]
    public void Http_is_for_a_loopback_address_only_even_where_the_environment_names_it(string url)
    {
        Assert.That(Refused(Options($"ARIZE_BASE_URL={url}")).Message, Does.StartWith("ARIZE1007").And.Contains("unencrypted"));
        Assert.That(Refused(Options($"ARIZE_ALLOWED_HOSTS={new Uri(url).Host}", baseUrl: url)).Codes(), Is.EqualTo(new[] { "ARIZE1007" }));
    }

    [TestCase("a.example", true), TestCase("A.EXAMPLE", true), TestCase("b.example, a.example", true), TestCase("b.example;a.example", true), TestCase("a.example:8443", true)]
    [TestCase("a.example:443", false), TestCase("example", false), TestCase(".example", false), TestCase("*.example", false), TestCase("*", false), TestCase("https://a.example", false)]
    public void A_listed_host_is_allowed_by_its_whole_name(string list, bool allowed)
    {
        var options = new ArizeClientOptions
        {
            Environment = new Dictionary<string, string> { ["ARIZE_API_KEY"] = ScriptedArize.Key, ["ARIZE_ALLOWED_HOSTS"] = list },
            BaseUrl = "https://a.example:8443",
        };
        if (allowed)
            Assert.That(Url(options), Is.EqualTo("https://a.example:8443/"));
        else
            Assert.That(Refused(options).Codes(), Is.EqualTo(new[] { "ARIZE1007" }));
    }

    [TestCase("EU West"), TestCase("eu_west"), TestCase("EU-WEST-1A"), TestCase("eu.evil.example/"), TestCase("eu-west-1a@evil"), TestCase("mars"), TestCase("x/../y")]
    public void A_region_is_one_of_the_list(string region) => Assert.That(Refused(Options("", region: region)).Message, Does.StartWith("ARIZE1009: Region is '").And.Contains("Valid: ca-central-1a, eu-west-1a, us-central-1a, us-east-1b.").And.Contains("in BaseUrl instead"));

    [TestCase("false"), TestCase("FALSE"), TestCase("0"), TestCase("no"), TestCase("off")]
    public void TLS_checks_cannot_be_turned_off(string value) =>
        Assert.That(Refused(Options($"ARIZE_REQUEST_VERIFY={value}")).Message, Does.StartWith("ARIZE1007").And.Contains("ARIZE_SSL_CA_CERT"));

    [Test]
    public void TLS_checks_may_be_asked_for() => Assert.That(() => Url(Options("ARIZE_REQUEST_VERIFY=true")), Throws.Nothing);

    [Test]
    public void Everything_that_is_wrong_is_said_at_once_before_any_request()
    {
        var e = Refused(new ArizeClientOptions
        {
            Environment = new Dictionary<string, string> { ["ARIZE_REQUEST_VERIFY"] = "false", ["HTTPS_PROXY"] = "ftp://user:secret@proxy" },
            Region = "EU", CaFile = "/no/such.pem", RequestTimeout = TimeSpan.Zero, MaxRetryDuration = TimeSpan.FromDays(2), PageSize = 101,
        });
        Assert.That(e.Codes(), Is.EquivalentTo(new[] { "ARIZE1009", "ARIZE1007", "ARIZE1006", "ARIZE1009", "ARIZE1009", "ARIZE1005", "ARIZE1005", "ARIZE1004" }));
        Assert.That(e.Message, Does.Not.Contain("secret"));
        foreach (var setting in new[] { "Region", "ARIZE_REQUEST_VERIFY", "ARIZE_API_KEY", "HTTPS_PROXY", "CaFile", "RequestTimeout", "MaxRetryDuration", "PageSize" })
            Assert.That(e.Message, Does.Contain(setting));
    }

    [TestCase(0), TestCase(101), TestCase(-1)]
    public void A_page_holds_1_to_100_items(int size) => Assert.That(Refused(new ArizeClientOptions { Environment = Variables(""), PageSize = size }).Message, Does.Contain("Valid: 1 to 100."));

    [TestCase(0), TestCase(-1), TestCase(601)]
    public void A_request_may_take_up_to_10_minutes(int seconds) =>
        Assert.That(Refused(new ArizeClientOptions { Environment = Variables(""), RequestTimeout = TimeSpan.FromSeconds(seconds) }).Codes(), Is.EqualTo(new[] { "ARIZE1005" }));
}
