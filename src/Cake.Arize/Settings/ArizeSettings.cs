using Arize.Build.Client;
using Cake.Core.IO;

namespace Cake.Arize;

/// <summary>
/// The connection to the service, for all aliases that call it. A setting that is not set is taken from the environment. There is no setting for the API key: it is
/// read from the variable <c>ARIZE_API_KEY</c>, or from where <see cref="ApiKeyVariable"/> or <see cref="ApiKeyFile"/> says.
/// </summary>
public class ArizeSettings
{
    /// <summary>The space (name or id) in which names are looked up. Default: the variable <c>ARIZE_SPACE</c>.</summary>
    public string? Space { get; set; }

    /// <summary>The Arize region, such as <c>eu-west-1a</c>. Default: the variable <c>ARIZE_REGION</c>.</summary>
    public string? Region { get; set; }

    /// <summary>The whole base URL. Default: the variable <c>ARIZE_BASE_URL</c>, else <c>https://api.arize.com</c>.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>The host of a self-hosted Arize. Default: the variable <c>ARIZE_SINGLE_HOST</c>.</summary>
    public string? SingleHost { get; set; }

    /// <summary>The base domain of a Private Connect. Default: the variable <c>ARIZE_BASE_DOMAIN</c>.</summary>
    public string? BaseDomain { get; set; }

    /// <summary>The name of the environment variable that holds the API key. Default: <c>ARIZE_API_KEY</c>.</summary>
    public string? ApiKeyVariable { get; set; }

    /// <summary>A file that holds the API key and nothing else. Default: none, the variable is read.</summary>
    public FilePath? ApiKeyFile { get; set; }

    /// <summary>How enum values are written in requests: lower case for self-hosted servers older than July 2026. Default: upper case.</summary>
    public EnumCasing? EnumCasing { get; set; }
}
