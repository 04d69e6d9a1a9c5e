using System.Net;
using Arize.Build.Tests.Faults;

namespace Arize.Build.Tests.FaultTable;

/// <summary>The way to the service goes wrong, in a whole gate: connections, certificates, proxies.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class NetworkCases
{
    const string Internal = "arize.internal.example";

    /// <summary>The last request before the trigger.</summary>
    const string BeforeTrigger = "runs";

    static IEnumerable<TestCaseData> Cases() => All().Select(c => c.ToTest());

    static IEnumerable<FaultCase> All() => Connections().Concat(Certificates()).Concat(Proxies()).Concat(Answers());

    static IEnumerable<FaultCase> Connections()
    {
        yield return new("2", "connections are refused at the trigger, for three pauses", "pass") { Break = g => g.Break(BeforeTrigger, Breakage.ThenClosed(() => Refuse(g, pauses: 3))) };
        yield return new("2", "connections are refused in the middle of the wait, for ten pauses", "pass") { Break = g => g.Break("run", Breakage.ThenClosed(() => Refuse(g, pauses: 10)), from: 2), Within = 300 };
        yield return new("2", "connections are refused from the trigger on", "ARIZE2005") { Break = g => g.Break(BeforeTrigger, Breakage.ThenClosed(g.Arize.Server.StopListening)), Triggers = 0, AtLeast = 280, Within = 340 };
        yield return new("5", "a reset before the trigger is read, which nobody can tell from one after it", "ARIZE3005")
        {
            Break = g => g.Break(BeforeTrigger, Breakage.ThenClosed(() => Once(g, Reply.ResetUnread))), Triggers = 0, AtLeast = 119, Within = 160, Says = "nothing was sent again",
        };
        yield return new("5", "a reset within the TLS handshake, so that the trigger was provably never sent", "pass")
        {
            Break = g =>
            {
                Encrypt(g);
                g.Break(BeforeTrigger, Breakage.ThenClosed(() => Once(g, Reply.ResetUnread)));
            },
        };
        yield return new("7", "pooled connections are dead at every request", "pass") { Break = g => g.Broken = (_, _) => Breakage.ThenClosed(), Within = 60 };
        yield return new("34", "the service is on the IPv6 loopback", "pass") { Break = g => g.Variables["ARIZE_BASE_URL"] = g.Arize.Server.AlsoOn(IPAddress.IPv6Loopback).ToString() };
    }

    static IEnumerable<FaultCase> Certificates()
    {
        yield return new("3", "a private authority that is named", "pass") { Break = g => Encrypt(g) };
        yield return new("3", "an authority that is not named", "ARIZE2009") { Break = g => Encrypt(g, trust: false), Triggers = 0, Says = "ARIZE_SSL_CA_CERT" };
        foreach (var (what, name) in new[] { ("a certificate of another authority", null), ("a certificate of another name", "other.example") })
        {
            yield return new("3", $"{what} at the trigger", "ARIZE2009") { Break = g => Swap(g, BeforeTrigger, 1, name), Triggers = 0, Says = "ARIZE_SSL_CA_CERT" };
            yield return new("3", $"{what} in the middle of the wait", "ARIZE2009") { Break = g => Swap(g, "run", 2, name), Says = "could not be cancelled" };
        }
    }

    static IEnumerable<FaultCase> Proxies()
    {
        yield return new("34", "a forward proxy, and behind it a name that nobody else can resolve", "pass")
        {
            Break = g => Behind(g),
            Besides = (g, _) => Assert.That(((ForwardProxy)g.Besides[0]).Asked.Select(a => (a.Method, a.Target)).Distinct(), Is.EqualTo(new[] { ("CONNECT", $"{Internal}:443") }), "only tunnels were asked for"),
        };
        yield return new("34", "a proxy that is dead, and a service on loopback", "pass") { Break = g => g.Variables["HTTPS_PROXY"] = g.Variables["ALL_PROXY"] = "http://127.0.0.1:9" };
        yield return new("4", "the proxy answers 407 at the trigger", "ARIZE2009") { Break = g => Refuse(g, BeforeTrigger, 1, 407, FaultCase.Always), Triggers = 0, Says = "407" };
        yield return new("4", "the proxy answers 407 in the middle of the wait", "ARIZE2009") { Break = g => Refuse(g, "run", 2, 407, FaultCase.Always), Says = "could not be cancelled" };
        yield return new("4", "the proxy answers 502 at the trigger, twice", "pass") { Break = g => Refuse(g, BeforeTrigger, 1, 502, 2) };
        yield return new("4", "the proxy answers 502 in the middle of the wait, twice", "pass") { Break = g => Refuse(g, "run", 2, 502, 2) };
    }

    static IEnumerable<FaultCase> Answers()
    {
        yield return new("9", "a poll's body at one byte a second", "pass") { Break = g => g.Break("run", new Breakage((_, body) => Reply.Dripping(body, g.Arize.Clock)), from: 2), AtLeast = 30, Within = 50 };
        yield return new("9", "the trigger's body at one byte a second", "pass") { Break = g => g.Break("trigger", new Breakage((_, body) => Reply.Dripping(body, g.Arize.Clock))), AtLeast = 30, Within = 50, Says = "the trigger had arrived" };
        yield return new("27", "a body without end at a poll", "ARIZE2007") { Break = g => g.Break("run", Breakage.Instead(Reply.Endless), from: 2), Cancels = 1, Says = "16 MiB" };
        yield return new("27", "a body without end at the trigger", "pass") { Break = g => g.Break("trigger", Breakage.Lost(Reply.Endless)), Says = "the trigger had arrived" };
        yield return new("33", "every answer sets a cookie", "pass")
        {
            Break = g => g.Broken = (_, _) => new((status, body) => Reply.Json(body, status, "Set-Cookie: session=1; Path=/")),
            Besides = (g, _) => Assert.That(g.Arize.Server.Requests.Where(r => r.Headers.ContainsKey("Cookie")), Is.Empty),
        };
    }

    /// <summary>Takes no connection for a number of the client's pauses.</summary>
    static void Refuse(WholeGate gate, int pauses)
    {
        gate.Arize.Server.StopListening();
        gate.Arize.Clock.InPause = () =>
        {
            if (--pauses == 0)
                gate.Arize.Server.ListenAgain();
        };
    }

    /// <summary>The next connection meets a fate of its own.</summary>
    static void Once(WholeGate gate, Func<Reply> fate)
    {
        var met = 0;
        gate.Arize.Server.OnConnection = () => Interlocked.Increment(ref met) == 1 ? fate() : null;
    }

    static void Encrypt(WholeGate gate, bool trust = true, string? name = null)
    {
        gate.Arize.Server.Certificate = TestAuthority.Shared.Sign(name);
        if (trust)
            gate.Variables["ARIZE_SSL_CA_CERT"] = TestAuthority.Shared.PemFile;
    }

    /// <summary>From a request on, new connections are shown another certificate: of another name, or of another authority.</summary>
    static void Swap(WholeGate gate, string kind, int from, string? name)
    {
        Encrypt(gate);
        gate.Break(kind, Breakage.ThenClosed(() =>
        {
            using var other = new TestAuthority();
            gate.Arize.Server.Certificate = (name is null ? other : TestAuthority.Shared).Sign(name);
        }), from);
    }

    static ForwardProxy Behind(WholeGate gate)
    {
        Encrypt(gate, name: Internal);
        var proxy = ForwardProxy.To(gate.Arize.Server.Port);
        gate.Besides.Add(proxy);
        gate.Variables["ARIZE_BASE_URL"] = $"https://{Internal}";
        gate.Variables["HTTPS_PROXY"] = proxy.Url.ToString();
        return proxy;
    }

    /// <summary>From a request on, the proxy refuses some tunnels.</summary>
    static void Refuse(WholeGate gate, string kind, int from, int status, int times)
    {
        var proxy = Behind(gate);
        gate.Break(kind, Breakage.ThenClosed(() => proxy.Refuses = () => times-- > 0 ? status : null), from);
    }

    [TestCaseSource(nameof(Cases))]
    public Task On_the_way(FaultCase fault) => fault.HoldsAsync();
}
