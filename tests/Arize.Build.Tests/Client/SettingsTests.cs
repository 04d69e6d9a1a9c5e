using Arize.Build.Client;
using Arize.Build.Client.Settings;
using Arize.Build.Tests.Faults;

namespace Arize.Build.Tests.Client;

/// <summary>Where the service is, where the key may go, and the way there. Nothing is sent.</summary>
public sealed class SettingsTests
{
    [TestCase("", "https://api.arize.com/")]
    [TestCase("ARIZE_REGION=eu-west-1a", "https://api.eu-west-1a.arize.com/")]
    [TestCase("ARIZE_BASE_URL=https://arize.corp.example", "https://arize.corp.example/")]
    [TestCase("ARIZE_SINGLE_HOST=arize.corp.example;ARIZE_SINGLE_PORT=8443", "https://arize.corp.example:8443/")]
    [TestCase("ARIZE_BASE_DOMAIN=corp.example", "https://api.corp.example/")]
    [TestCase("ARIZE_API_HOST=gateway.corp.example;ARIZE_API_PORT=444", "https://gateway.corp.example:444/")]
    [TestCase("ARIZE_API_PORT=444;ARIZE_REGION=eu-west-1a", "https://api.eu-west-1a.arize.com:444/")]
    public void The_environment_says_where_the_service_is(string environment, string url) => Assert.That(Url(environment), Is.EqualTo(url));

    [Test]
    public void An_explicit_option_beats_the_environment_as_a_group() =>
        Assert.That(Url("ARIZE_BASE_URL=https://arize.corp.example", region: "ca-central-1a"), Is.EqualTo("https://api.ca-central-1a.arize.com/"));

    [Test]
    public void Two_ways_to_say_where_the_service_is_exclude_each_other()
    {
        Assert.That(Codes("ARIZE_REGION=eu-west-1a;ARIZE_BASE_URL=https://arize.corp.example"), Is.EqualTo(new[] { "ARIZE1002" }));
        Assert.That(Codes("", region: "eu-west-1a", baseUrl: "https://api.arize.com"), Is.EqualTo(new[] { "ARIZE1002" }));
    }

    [TestCase("https://arize.com")]
    [TestCase("https://api.eu-west-1a.ARIZE.com")]
    public void The_key_may_go_to_arize(string url) => Assert.That(Codes("", baseUrl: url), Is.Empty);

    [TestCase("https://evil-arize.com")]
    [TestCase("https://arize.com.evil.example")]
    [TestCase("https://evil.example")]
    [TestCase("http://127.0.0.1:5000")]
    public void A_host_that_only_an_option_names_gets_no_key(string url) => Assert.That(Codes("", baseUrl: url), Is.EqualTo(new[] { "ARIZE1007" }));

    [TestCase("http://api.arize.com")]
    [TestCase("http://arize.corp.example")]
    public void The_key_never_travels_unencrypted(string url) => Assert.That(Codes($"ARIZE_BASE_URL={url}"), Is.EqualTo(new[] { "ARIZE1007" }));

    [TestCase("https://user@api.arize.com")]
    [TestCase("https://api.arize.com/path")]
    [TestCase("https://api.arize.com?x=1")]
    [TestCase("ftp://api.arize.com")]
    [TestCase("api.arize.com")]
    public void A_base_URL_is_a_host_alone(string url) => Assert.That(Codes("", baseUrl: url), Is.EqualTo(new[] { "ARIZE1009" }));

    [TestCase("https://arize.corp.example:8443", "ARIZE_ALLOWED_HOSTS=other.example, arize.corp.example:8443", true)]
    [TestCase("https://arize.corp.example:8443", "ARIZE_ALLOWED_HOSTS=arize.corp.example", true)]
    [TestCase("https://arize.corp.example:8443", "ARIZE_ALLOWED_HOSTS=arize.corp.example:443", false)]
    [TestCase("https://arize.corp.example", "ARIZE_BASE_URL=https://arize.corp.example", true)]
    [TestCase("https://arize.corp.example:8443", "ARIZE_BASE_URL=https://arize.corp.example", false)]
    [TestCase("https://sub.arize.corp.example", "ARIZE_ALLOWED_HOSTS=arize.corp.example", false)]
    public void Another_host_needs_the_word_of_the_environment(string url, string environment, bool allowed) =>
        Assert.That(Codes(environment, baseUrl: url), Is.EqualTo(allowed ? Array.Empty<string>() : ["ARIZE1007"]));

    [TestCase("false")]
    [TestCase("0")]
    [TestCase("No")]
    public void TLS_checks_cannot_be_turned_off(string value)
    {
        var e = Thrown.By(() => Client($"ARIZE_REQUEST_VERIFY={value}").Validate());
        Assert.That((e.Diagnostics.Single().Code, e.Message.Contains("ARIZE_SSL_CA_CERT", StringComparison.Ordinal)), Is.EqualTo(("ARIZE1007", true)));
    }

    [Test]
    public void A_CA_file_that_cannot_be_read_is_named() => Assert.That(Codes("ARIZE_SSL_CA_CERT=/no/such/file.pem"), Is.EqualTo(new[] { "ARIZE1009" }));

    /// <summary>Variables are for every program of the machine; the option is for this client.</summary>
    [TestCase("ARIZE_SSL_CA_CERT=/no/such/file.pem"), TestCase("REQUESTS_CA_BUNDLE=/no/such/file.pem")]
    public void No_variable_with_a_CA_file_is_read_for_http(string environment) => Assert.That(Codes($"{environment};ARIZE_BASE_URL=http://127.0.0.1:8080"), Is.Empty);

    [Test]
    public void All_faults_are_told_at_once()
    {
        var e = Thrown.By(() => new ArizeClient(new ArizeClientOptions
        {
            BaseUrl = "nonsense", RequestTimeout = TimeSpan.Zero, PageSize = 0, MaxRetryDuration = TimeSpan.FromDays(-1),
            Environment = new Dictionary<string, string> { ["ARIZE_SSL_CA_CERT"] = "/no/such/file.pem" },
        }).Validate());
        Assert.That(e.Codes(), Is.EquivalentTo(["ARIZE1009", "ARIZE1006", "ARIZE1009", "ARIZE1005", "ARIZE1005", "ARIZE1004"]));
    }

    [TestCase("*", "https://api.arize.com", true)]
    [TestCase("arize.com", "https://api.arize.com", true)]
    [TestCase(".arize.com", "https://api.arize.com", true)]
    [TestCase("*.arize.com", "https://api.arize.com", true)]
    [TestCase("arize.com:443", "https://api.arize.com", true)]
    [TestCase("arize.com:8443", "https://api.arize.com", false)]
    [TestCase("rize.com", "https://api.arize.com", false)]
    [TestCase(".", "https://api.arize.com", false)]
    [TestCase("", "http://127.0.0.1:1", true)]
    [TestCase("", "http://[::1]:1", true)]
    public void NO_PROXY_is_read_as_curl_reads_it(string noProxy, string url, bool bypassed)
    {
        var faults = new List<ArizeDiagnostic>();
        var environment = new EnvironmentReader(new Dictionary<string, string> { ["HTTPS_PROXY"] = "proxy.corp.example:8080", ["NO_PROXY"] = noProxy });
        var proxy = EnvironmentProxy.From(new ArizeClientOptions(), environment, faults)!;
        Assert.That(proxy.GetProxy(new Uri(url)), Is.EqualTo(bypassed ? null : new Uri("http://proxy.corp.example:8080")));
    }

    [Test]
    public void A_proxys_password_is_taken_from_its_URL_and_shown_nowhere()
    {
        var faults = new List<ArizeDiagnostic>();
        var proxy = EnvironmentProxy.From(new ArizeClientOptions { ProxyUrl = "http://me:p%40ss@proxy.corp.example:8080" }, new EnvironmentReader(new Dictionary<string, string>()), faults)!;
        Assert.That(proxy.Credentials!.GetCredential(new Uri("http://proxy.corp.example:8080"), "Basic")!.Password, Is.EqualTo("p@ss"));
        EnvironmentProxy.From(new ArizeClientOptions { ProxyUrl = "gopher://me:secret@x" }, new EnvironmentReader(new Dictionary<string, string>()), faults);
        Assert.That(faults.Single().ToString(), Does.Not.Contain("secret"));
    }

    static string Url(string environment, string? region = null)
    {
        using var arize = Client(environment, region);
        return arize.BaseUrl.ToString();
    }

    static string[] Codes(string environment, string? region = null, string? baseUrl = null)
    {
        try
        {
            using var client = Client(environment, region, baseUrl);
            client.Validate();
            return [];
        }
        catch (ArizeException e)
        {
            return e.Codes();
        }
    }

    static ArizeClient Client(string environment, string? region = null, string? baseUrl = null) => new(new ArizeClientOptions
    {
        Region = region,
        BaseUrl = baseUrl,
        Environment = environment.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(e => e.Split('=', 2)).Append(["ARIZE_API_KEY", "k"]).ToDictionary(e => e[0], e => e[1]),
    });
}
