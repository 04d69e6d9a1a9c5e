using System.Net;

namespace Arize.Build.Client.Settings;

/// <summary>
/// The proxy that the options or this client's environment name. Not .NET's own default, which reads the variables once per process:
/// a build node that is used again would keep those of an earlier build.
/// </summary>
internal sealed class EnvironmentProxy(Uri proxy, IReadOnlyList<string> bypass) : IWebProxy
{
    /// <summary>Without user and password: .NET writes this URL into its exceptions.</summary>
    readonly Uri address = new UriBuilder(proxy) { UserName = "", Password = "" }.Uri;

    const string Valid = "Valid: a URL such as http://proxy.example:8080.";

    /// <summary>The user and password of the proxy's URL, if it has them.</summary>
    public ICredentials? Credentials { get; set; } = CredentialsOf(proxy);

    public static IWebProxy? From(ArizeClientOptions options, EnvironmentReader environment, List<ArizeDiagnostic> faults)
    {
        var (setting, text) = !string.IsNullOrWhiteSpace(options.ProxyUrl) ? ("ProxyUrl", options.ProxyUrl.Trim())
            : First(environment, "ARIZE_PROXY_URL", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy");
        if (text is null)
            return null;
        if (!text.Contains("://", StringComparison.Ordinal))
            text = "http://" + text;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https" or "socks4" or "socks4a" or "socks5"))
        {
            faults.Add(new ArizeDiagnostic(ArizeErrorCode.Value, $"{setting} is not a URL (it is not shown: it may hold a password). {Valid}"));
            return null;
        }
        var bypass = (environment["NO_PROXY"] ?? environment["no_proxy"] ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        return new EnvironmentProxy(url, bypass);
    }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : address;

    /// <summary>As curl reads NO_PROXY: <c>*</c>, a host, a domain with all below it (a leading dot is ignored), each with an optional port. Loopback is never proxied.</summary>
    public bool IsBypassed(Uri host)
    {
        if (host.IsLoopback)
            return true;
        foreach (var entry in bypass)
        {
            var (name, port) = Split(entry);
            if (name.Length == 0 || port is not null && port != host.Port)
                continue;
            if (name == "*" || host.IdnHost.Equals(name, StringComparison.OrdinalIgnoreCase) || host.IdnHost.EndsWith("." + name, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    static (string Name, int? Port) Split(string entry)
    {
        var colon = entry.LastIndexOf(':');
        var hasPort = colon > 0 && entry.IndexOf(':', StringComparison.Ordinal) == colon && int.TryParse(entry[(colon + 1)..], out _);
        var host = hasPort ? entry[..colon] : entry;
        var name = host == "*" ? host : host.TrimStart('*').Trim('.', '[', ']');
        return (name, hasPort ? int.Parse(entry[(colon + 1)..], System.Globalization.CultureInfo.InvariantCulture) : null);
    }

    static (string, string?) First(EnvironmentReader environment, params string[] names)
    {
        foreach (var name in names)
            if (environment[name] is { } value)
                return (name, value);
        return ("", null);
    }

    static NetworkCredential? CredentialsOf(Uri proxy)
    {
        if (proxy.UserInfo.Length == 0)
            return null;
        var parts = proxy.UserInfo.Split(':', 2);
        return new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "");
    }
}
