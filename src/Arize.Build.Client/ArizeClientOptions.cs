namespace Arize.Build.Client;

/// <summary>
/// The endpoint, the credentials and the time limits of an <see cref="ArizeClient"/>. An explicit option takes precedence over the environment, which takes
/// precedence over the default; the options of the endpoint (<see cref="Region"/>, <see cref="BaseUrl"/>, <see cref="SingleHost"/>, <see cref="BaseDomain"/>) do
/// so as a group. The options are copied when a client is made and checked when it is first used: all errors at once.
/// </summary>
public sealed class ArizeClientOptions
{
    /// <summary>The API key itself. Prefer a variable or a file: build tools write properties into logs. Default: the variable <c>ARIZE_API_KEY</c>.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The name of the environment variable that holds the API key. Default: <c>ARIZE_API_KEY</c>.</summary>
    public string? ApiKeyVariable { get; set; }

    /// <summary>A file that holds the API key and nothing else (surrounding white space is ignored).</summary>
    public string? ApiKeyFile { get; set; }

    /// <summary>An Arize region such as <c>eu-west-1a</c>; the host is then <c>api.REGION.arize.com</c>. Environment: <c>ARIZE_REGION</c>.</summary>
    public string? Region { get; set; }

    /// <summary>The whole base URL, such as <c>https://api.arize.com</c>. Environment: <c>ARIZE_BASE_URL</c>.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>A self-hosted Arize with one host for everything: <c>host</c> or <c>host:port</c>. Environment: <c>ARIZE_SINGLE_HOST</c>, <c>ARIZE_SINGLE_PORT</c>.</summary>
    public string? SingleHost { get; set; }

    /// <summary>The base domain D of a Private Connect; the host is then <c>api.D</c>. Environment: <c>ARIZE_BASE_DOMAIN</c>.</summary>
    public string? BaseDomain { get; set; }

    /// <summary>The proxy's URL. Environment: <c>ARIZE_PROXY_URL</c>, else <c>HTTPS_PROXY</c>, else <c>ALL_PROXY</c>; <c>NO_PROXY</c> names the hosts that are reached without it.</summary>
    public string? ProxyUrl { get; set; }

    /// <summary>
    /// A PEM file with the certificate authorities to trust instead of the system's. Environment: <c>ARIZE_SSL_CA_CERT</c>, else <c>REQUESTS_CA_BUNDLE</c>.
    /// There is no setting that turns TLS checks off.
    /// </summary>
    public string? CaFile { get; set; }

    /// <summary>The maximum duration of one request, from the connection to the last byte. Default: 30 s. Valid: above 0, up to 10 min.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a wait for a run continues while every read fails. Default: 5 min. Other reads give up after this or after one minute, whichever is
    /// less. Reads only: the client never sends a write twice, except a cancel.
    /// </summary>
    public TimeSpan MaxRetryDuration { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How enum values are written. Default: upper case.</summary>
    public EnumCasing EnumCasing { get; set; }

    /// <summary>How many items a page holds if the request does not say. Default: 100. Valid: 1 to 100.</summary>
    public int PageSize { get; set; } = 100;

    /// <summary>The clock. Default: the system's. Durations are measured on its monotonic side.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Sent as <c>User-Agent</c>, before the client's own: the program that uses the client.</summary>
    public string? UserAgent { get; set; }

    /// <summary>The environment variables to read; null reads those of this process. A build hands in the snapshot of the project that it builds.</summary>
    internal IReadOnlyDictionary<string, string>? Environment { get; set; }

    /// <summary>What precedes the names of these options where the user writes them, such as "Arize" for the properties of a project.</summary>
    internal string SettingPrefix { get; set; } = "";

    /// <summary>Called with each line that <see cref="ArizeEventSource"/> writes, for the build's detailed log.</summary>
    internal Action<string>? Trace { get; set; }

    internal ArizeClientOptions Copy() => (ArizeClientOptions)MemberwiseClone();
}
