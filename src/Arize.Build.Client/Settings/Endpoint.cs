namespace Arize.Build.Client.Settings;

/// <summary>From region, base URL, single host or base domain to one base URL.</summary>
internal static class Endpoint
{
    const string DefaultHost = "api.arize.com";

    /// <summary>The regions of Arize's cloud. A host that does not exist would be asked for a minute.</summary>
    static readonly string[] Regions = ["ca-central-1a", "eu-west-1a", "us-central-1a", "us-east-1b"];

    enum Kind
    {
        Region,
        BaseUrl,
        SingleHost,
        BaseDomain,
    }

    public static Uri? Resolve(ArizeClientOptions options, EnvironmentReader environment, List<ArizeDiagnostic> faults)
    {
        var prefix = options.SettingPrefix;
        var explicitly = Given(
            (Kind.Region, prefix + "Region", options.Region), (Kind.BaseUrl, prefix + "BaseUrl", options.BaseUrl),
            (Kind.SingleHost, prefix + "SingleHost", options.SingleHost), (Kind.BaseDomain, prefix + "BaseDomain", options.BaseDomain));
        if (explicitly.Count > 0)
            return One(explicitly, environment, $"Set one of {prefix}Region, {prefix}BaseUrl, {prefix}SingleHost and {prefix}BaseDomain.", faults);
        return One(FromEnvironment(environment), environment, "Set one of them in the environment.", faults);
    }

    static List<(Kind Kind, string Name, string Value)> FromEnvironment(EnvironmentReader environment) => Given(
        (Kind.Region, "ARIZE_REGION", environment["ARIZE_REGION"]), (Kind.BaseUrl, "ARIZE_BASE_URL", environment["ARIZE_BASE_URL"]),
        (Kind.SingleHost, "ARIZE_SINGLE_HOST", SingleHost(environment)), (Kind.BaseDomain, "ARIZE_BASE_DOMAIN", environment["ARIZE_BASE_DOMAIN"]));

    /// <summary>The origins that the environment itself names; the host policy trusts these.</summary>
    public static IEnumerable<Uri> NamedBy(EnvironmentReader environment)
    {
        var ignored = new List<ArizeDiagnostic>();
        foreach (var entry in FromEnvironment(environment))
            if (entry.Kind != Kind.Region && One([entry], environment, "", ignored) is { } url)
                yield return url;
        if (environment["ARIZE_API_HOST"] is not null && One([], environment, "", ignored) is { } api)
            yield return api;
    }

    static Uri? One(List<(Kind Kind, string Name, string Value)> given, EnvironmentReader environment, string remedy, List<ArizeDiagnostic> faults)
    {
        if (given.Count > 1)
        {
            faults.Add(Diagnostic.Exclusive(given.Select(g => g.Name), remedy));
            return null;
        }
        if (given.Count == 0)
            return Url("ARIZE_API_HOST", Api(environment, environment["ARIZE_API_HOST"] ?? DefaultHost), faults);
        var (kind, name, value) = given[0];
        var text = kind switch
        {
            Kind.Region => Api(environment, Region(name, value, BaseUrlOf(name), faults)),
            Kind.BaseUrl => value,
            Kind.BaseDomain => $"https://api.{value}",
            _ => $"https://{value}",
        };
        return Url(name, text, faults, value);
    }

    static string? SingleHost(EnvironmentReader environment) =>
        environment["ARIZE_SINGLE_HOST"] is { } host
            ? environment["ARIZE_SINGLE_PORT"] is { } port ? $"{host}:{port}" : host
            : null;

    /// <summary>ARIZE_API_SCHEME and ARIZE_API_PORT hold for the default host, ARIZE_API_HOST and a region: a region replaces the host alone.</summary>
    static string? Api(EnvironmentReader environment, string? host) =>
        host is null ? null : $"{environment["ARIZE_API_SCHEME"] ?? "https"}://{host}{(environment["ARIZE_API_PORT"] is { } port ? ":" + port : "")}";

    static string? Region(string name, string value, string otherwise, List<ArizeDiagnostic> faults)
    {
        if (Regions.Contains(value))
            return $"api.{value}.arize.com";
        faults.Add(Diagnostic.Value(name, value, $"Valid: {string.Join(", ", Regions)}. For a region that is not in this list, give its address in {otherwise} instead."));
        return null;
    }

    /// <summary>The setting of the base URL, as the user writes it beside the region's.</summary>
    static string BaseUrlOf(string region) => region.StartsWith("ARIZE_", StringComparison.Ordinal) ? "ARIZE_BASE_URL" : region.Replace("Region", "BaseUrl", StringComparison.Ordinal);

    static Uri? Url(string name, string? text, List<ArizeDiagnostic> faults, string? shown = null)
    {
        if (text is null)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" && url.Host.Length > 0
            && url.UserInfo.Length == 0 && url.Query.Length == 0 && url.Fragment.Length == 0 && url.AbsolutePath == "/")
            return url;
        // The value is not shown in full: a URL can hold a password.
        faults.Add(Diagnostic.Value(name, Harmless(shown ?? text), "Valid: a host alone, such as https://api.arize.com, without user, path or query."));
        return null;
    }

    static string Harmless(string text) => text.Contains('@', StringComparison.Ordinal) ? "…@" + text[(text.LastIndexOf('@') + 1)..] : text;

    static List<(Kind, string, string)> Given(params (Kind Kind, string Name, string? Value)[] settings) =>
        [.. from s in settings where !string.IsNullOrWhiteSpace(s.Value) select (s.Kind, s.Name, s.Value.Trim())];
}
