using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Arize.Build.Client.Settings;

/// <summary>The options after every check: what the transport needs and nothing else.</summary>
internal sealed record Connection(Uri BaseUrl, ApiKey Key, IWebProxy? Proxy, X509Certificate2Collection? Authorities)
{
    /// <summary>Checks everything and throws all errors at once; makes no request.</summary>
    public static Connection From(ArizeClientOptions options)
    {
        var environment = new EnvironmentReader(options.Environment);
        var faults = new List<ArizeDiagnostic>();
        var baseUrl = Endpoint.Resolve(options, environment, faults);
        if (baseUrl is not null)
            HostPolicy.Check(baseUrl, environment, faults);
        HostPolicy.CheckTls(environment, faults);
        var key = ApiKey.Read(options, environment, faults);
        var proxy = EnvironmentProxy.From(options, environment, faults);
        var authorities = CertificateAuthorities.Read(options, environment, faults);
        CheckNumbers(options, faults);
        return faults.Count == 0 ? new Connection(baseUrl!, key!, proxy, authorities) : throw new ArizeException(faults);
    }

    static void CheckNumbers(ArizeClientOptions options, List<ArizeDiagnostic> faults)
    {
        if (options.RequestTimeout <= TimeSpan.Zero || options.RequestTimeout > TimeSpan.FromMinutes(10))
            faults.Add(Diagnostic.Duration(nameof(options.RequestTimeout), options.RequestTimeout.ToString("c"), "Valid: above 0, up to 10 minutes."));
        if (options.MaxRetryDuration < TimeSpan.Zero || options.MaxRetryDuration > TimeSpan.FromDays(1))
            faults.Add(Diagnostic.Duration(nameof(options.MaxRetryDuration), options.MaxRetryDuration.ToString("c"), "Valid: 0 up to 1 day."));
        Check.Limit(nameof(options.PageSize), options.PageSize, 100, faults);
    }
}
