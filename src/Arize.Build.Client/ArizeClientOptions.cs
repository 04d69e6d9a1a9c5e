namespace Arize.Build.Client;

/// <summary>
/// Where the service is, who asks, and how patiently. An explicit option beats the environment, which beats the default. The options that say
/// where the service is (<see cref="Region"/>, <see cref="BaseUrl"/>, <see cref="SingleHost"/>, <see cref="BaseDomain"/>) beat the environment's as a group.
/// </summary>
public sealed class ArizeClientOptions
{
    /// <summary>The API key itself. Prefer a variable or a file: build tools write properties into logs. Default: the variable <c>ARIZE_API_KEY</c>.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The name of the environment variable that holds the API key. Default: <c>ARIZE_API_KEY</c>.</summary>
    public string? ApiKeyVariable { get; init; }

    /// <summary>A file that holds the API key and nothing else (surrounding white space is ignored).</summary>
    public string? ApiKeyFile { get; init; }

    /// <summary>An Arize region such as <c>eu-west-1a</c>; the host is then <c>api.REGION.arize.com</c>. Environment: <c>ARIZE_REGION</c>.</summary>
    public string? Region { get; init; }

    /// <summary>The whole base URL, such as <c>https://api.arize.com</c>. Environment: <c>ARIZE_BASE_URL</c>.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>A self-hosted Arize with one host for everything: <c>host</c> or <c>host:port</c>. Environment: <c>ARIZE_SINGLE_HOST</c>, <c>ARIZE_SINGLE_PORT</c>.</summary>
    public string? SingleHost { get; init; }

    /// <summary>The base domain D of a Private Connect; the host is then <c>api.D</c>. Environment: <c>ARIZE_BASE_DOMAIN</c>.</summary>
    public string? BaseDomain { get; init; }

    /// <summary>The proxy's URL. Environment: <c>ARIZE_PROXY_URL</c>, else <c>HTTPS_PROXY</c>, else <c>ALL_PROXY</c>; <c>NO_PROXY</c> names the hosts that are reached without it.</summary>
    public string? ProxyUrl { get; init; }

    /// <summary>
    /// A PEM file with the certificate authorities to trust instead of the system's. Environment: <c>ARIZE_SSL_CA_CERT</c>, else <c>REQUESTS_CA_BUNDLE</c>.
    /// There is no setting that turns TLS checks off.
    /// </summary>
    public string? CaFile { get; init; }

    /// <summary>How long one request may take, from the connection to the last byte. Default: 30 s. Valid: above 0, up to 10 min.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a wait for a run goes on while every read fails. Default: 5 min. Other reads give up after this or after one minute, whichever is
    /// less. Reads only: nothing that changes something is ever sent twice by the client.
    /// </summary>
    public TimeSpan MaxRetryDuration { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How enum values are written. Default: upper case.</summary>
    public EnumCasing EnumCasing { get; init; }

    /// <summary>How many items a page holds where the client reads all pages. Default: 100. Valid: 1 to 100.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>The environment variables to read. Default: those of this process, read when the client is made.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>The clock. Default: the system's. Durations are measured on its monotonic side.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Called with one line for each request and each repeated read, for a detailed log. Never holds the key.</summary>
    public Action<string>? Trace { get; init; }

    /// <summary>Sent as <c>User-Agent</c>, before the client's own: who uses the client.</summary>
    public string? UserAgent { get; init; }
}
