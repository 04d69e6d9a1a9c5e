namespace Arize.Build.Client.Settings;

/// <summary>
/// Where the key may go. A project file or a property may name any host, and a pull request may change them; so a host outside arize.com needs the
/// word of the process environment, which the CI system's owner controls.
/// </summary>
internal static class HostPolicy
{
    public static void Check(Uri url, EnvironmentReader environment, List<ArizeDiagnostic> faults)
    {
        if (url.Scheme != Uri.UriSchemeHttps && !url.IsLoopback)
            faults.Add(Diagnostic.Host($"The API key would travel unencrypted to {url.Host}. Use https (http is for a loopback address only)."));
        else if (!IsArize(url.Host) && !Endpoint.NamedBy(environment).Any(named => SameOrigin(named, url)) && !IsListed(url, environment))
            faults.Add(Diagnostic.Host(
                $"The API key may not be sent to {url.Authority}: it is not arize.com, and only the environment may name another host. "
                + $"Set ARIZE_ALLOWED_HOSTS={url.Authority} (or ARIZE_BASE_URL) in the environment of the build, not in a project file."));
    }

    /// <summary>TLS checks cannot be turned off.</summary>
    public static void CheckTls(EnvironmentReader environment, List<ArizeDiagnostic> faults)
    {
        if (IsFalse(environment["ARIZE_REQUEST_VERIFY"]))
            faults.Add(Diagnostic.Host(
                "ARIZE_REQUEST_VERIFY turns TLS checks off, which would show the API key to anybody on the way. "
                + "Unset it, and name your certificate authority's PEM file in ARIZE_SSL_CA_CERT."));
    }

    static bool IsArize(string host) =>
        host.Equals("arize.com", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".arize.com", StringComparison.OrdinalIgnoreCase);

    /// <summary>The environment names an origin: another port or scheme of that host is another one.</summary>
    static bool SameOrigin(Uri a, Uri b) => Uri.Compare(a, b, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    static bool IsListed(Uri url, EnvironmentReader environment) =>
        (environment["ARIZE_ALLOWED_HOSTS"] ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries).Any(h => Same(h, url));

    /// <summary>A listed host without a port allows every port of it; with one, that port alone.</summary>
    static bool Same(string host, Uri url) =>
        host.Equals(url.Authority, StringComparison.OrdinalIgnoreCase)
        || host.Equals(url.Host, StringComparison.OrdinalIgnoreCase)
        || host.Equals($"{url.Host}:{url.Port}", StringComparison.OrdinalIgnoreCase);

    static bool IsFalse(string? value) => value?.ToUpperInvariant() is "FALSE" or "0" or "NO" or "OFF";
}
