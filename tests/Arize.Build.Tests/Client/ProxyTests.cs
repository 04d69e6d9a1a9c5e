using System.Net;
using Arize.Build.Client;
using Arize.Build.Client.Settings;
using Arize.Build.Tests.Faults;
using static Arize.Build.Tests.Faults.ScriptedArize;

namespace Arize.Build.Tests.Client;

/// <summary>The way through a proxy.</summary>
public sealed class ProxyTests
{
    static IWebProxy? Proxy(params (string Name, string Value)[] variables)
    {
        var faults = new List<ArizeDiagnostic>();
        var proxy = EnvironmentProxy.From(new ArizeClientOptions(), new EnvironmentReader(variables.ToDictionary(v => v.Name, v => v.Value)), faults);
        Assert.That(faults, Is.Empty);
        return proxy;
    }

    [TestCase("", "https://api.arize.com", true), TestCase("*", "https://api.arize.com", false), TestCase("arize.com", "https://api.arize.com", false), TestCase(".arize.com", "https://api.arize.com", false)]
    [TestCase("*.arize.com", "https://api.arize.com", false), TestCase("arize.com", "https://arize.com", false), TestCase("rize.com", "https://api.arize.com", true), TestCase("api.arize.com:443", "https://api.arize.com", false)]
    [TestCase("api.arize.com:8443", "https://api.arize.com", true), TestCase("ARIZE.COM", "https://api.arize.com", false), TestCase("a.example, arize.com", "https://api.arize.com", false)]
    [TestCase("a.example b.example", "https://b.example", false), TestCase("arize.com.evil.example", "https://api.arize.com", true), TestCase("10.0.0.1", "https://10.0.0.1", false)]
    [TestCase("", "http://127.0.0.1:5000", false), TestCase("", "http://localhost:5000", false), TestCase("", "http://[::1]:5000", false), TestCase("[2001:db8::1]", "https://[2001:db8::1]", false)]
    [TestCase(".", "https://api.arize.com", true), TestCase(",", "https://api.arize.com", true), TestCase("[]", "https://api.arize.com", true)]
    [FaultRow("34", "NO_PROXY", "read as curl reads it")]
    public void NO_PROXY_is_read_as_curl_reads_it_and_loopback_is_never_proxied(string noProxy, string url, bool proxied)
    {
        var proxy = Proxy(("HTTPS_PROXY", "http://proxy.example:8080"), ("NO_PROXY", noProxy))!;
        Assert.That((proxy.GetProxy(new Uri(url)), proxy.IsBypassed(new Uri(url))), Is.EqualTo((proxied ? new Uri("http://proxy.example:8080") : null, !proxied)));
    }

    [Test]
    public void The_first_of_the_variables_that_is_set_names_the_proxy()
    {
        var target = new Uri("https://api.arize.com");
        Assert.That(Proxy(), Is.Null);
        Assert.That(Proxy(("ARIZE_PROXY_URL", "http://a:1"), ("HTTPS_PROXY", "http://b:2"))!.GetProxy(target), Is.EqualTo(new Uri("http://a:1")));
        Assert.That(Proxy(("https_proxy", "b:2"), ("ALL_PROXY", "http://c:3"))!.GetProxy(target), Is.EqualTo(new Uri("http://b:2")), "without a scheme it is http");
        Assert.That(Proxy(("all_proxy", "socks5://c:3"))!.GetProxy(target), Is.EqualTo(new Uri("socks5://c:3")));
        Assert.That(Proxy(("HTTPS_PROXY", " "), ("no_proxy", "*")), Is.Null);
    }

    [Test]
    public void A_user_and_a_password_are_taken_from_the_proxys_URL()
    {
        var proxy = Proxy(("HTTPS_PROXY", "http://us%40er:p%3Ass@proxy.example:8080"))!;
        var credential = proxy.Credentials!.GetCredential(new Uri("http://proxy.example:8080"), "Basic")!;
        Assert.That((credential.UserName, credential.Password), Is.EqualTo(("us@er", "p:ss")));
    }

    [Test]
    public async Task A_request_goes_through_the_proxy_as_a_tunnel_that_never_sees_the_key()
    {
        await using var proxy = FaultServer.Start();
        proxy.Otherwise = _ => Reply.Raw("HTTP/1.1 200 Connection established\r\n\r\n");
        using var client = Through(proxy);
        await Thrown.ByAsync(() => client.Tasks.DeleteAsync(TaskId));
        var connect = proxy.Requests.Single();
        Assert.That((connect.Method, connect.Target), Is.EqualTo(("CONNECT", "arize.internal.example:443")));
        Assert.That(string.Concat(connect.Headers.Values), Does.Not.Contain(Key));
    }

    [Test]
    public async Task A_proxy_that_demands_a_password_is_a_lasting_fault_and_nothing_was_sent()
    {
        await using var proxy = FaultServer.Start();
        proxy.Otherwise = _ => Reply.With(407, ["Proxy-Authenticate: Basic realm=\"corp\""], []);
        using var client = Through(proxy);
        var e = await Thrown.ByAsync(() => client.Tasks.CancelRunAsync(RunId));
        Assert.That((e.Code, e.NeverSent, e.IsTransient), Is.EqualTo((ArizeErrorCode.Connection, true, false)));
        Assert.That(e.Message, Does.StartWith("ARIZE2009").And.Contains("407").And.Contains("HTTPS_PROXY"));
    }

    [Test]
    public async Task A_user_and_a_password_are_given_to_the_proxy_that_asks_and_to_it_alone()
    {
        await using var proxy = FaultServer.Start();
        proxy.Otherwise = _ => Reply.With(407, ["Proxy-Authenticate: Basic realm=\"corp\""], []);
        using var client = Through(proxy, "user:secret@");
        var e = await Thrown.ByAsync(() => client.Tasks.CancelRunAsync(RunId));
        Assert.That(proxy.Requests.Any(r => r.Headers.GetValueOrDefault("Proxy-Authorization") == "Basic " + Convert.ToBase64String("user:secret"u8)), Is.True);
        Assert.That(e.ToString(), Does.Not.Contain("secret"));
    }

    [TestCase(502), TestCase(503), TestCase(403)]
    public async Task A_proxy_that_cannot_reach_the_service_is_a_passing_fault_and_nothing_was_sent(int status)
    {
        await using var proxy = FaultServer.Start();
        proxy.Otherwise = _ => Reply.With(status, [], []);
        using var client = Through(proxy, "user:secret@");
        var e = await Thrown.ByAsync(() => client.Tasks.CancelRunAsync(RunId));
        Assert.That((e.NeverSent, e.IsTransient), Is.EqualTo((true, true)));
        Assert.That(e.ToString(), Does.Not.Contain("secret"));
    }

    static ArizeClient Through(FaultServer proxy, string user = "") => new(new ArizeClientOptions
    {
        Environment = new Dictionary<string, string>(Variables(new Uri("https://arize.internal.example"))) { ["HTTPS_PROXY"] = $"http://{user}127.0.0.1:{proxy.Port}" },
        RequestTimeout = TimeSpan.FromSeconds(5),
    });
}
