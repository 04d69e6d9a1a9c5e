using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Arize.Build.Client.Settings;

/// <summary>A private certificate authority, such as that of a company that inspects TLS.</summary>
internal static class CertificateAuthorities
{
    /// <summary>The authorities; null for those of the machine. Variables are for every program of the machine: where nothing is encrypted, their hundred certificates are not read.</summary>
    public static X509Certificate2Collection? Read(ArizeClientOptions options, EnvironmentReader environment, Uri? baseUrl, List<ArizeDiagnostic> faults)
    {
        if (baseUrl?.Scheme == Uri.UriSchemeHttp && string.IsNullOrWhiteSpace(options.CaFile))
            return null;
        var (setting, file) = !string.IsNullOrWhiteSpace(options.CaFile) ? ("CaFile", options.CaFile)
            : environment["ARIZE_SSL_CA_CERT"] is { } own ? ("ARIZE_SSL_CA_CERT", own)
            : ("REQUESTS_CA_BUNDLE", environment["REQUESTS_CA_BUNDLE"]);
        if (file is null)
            return null;
        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(file);
            if (authorities.Count > 0)
                return authorities;
            faults.Add(Diagnostic.Value(setting, file, "The file holds no certificate. Valid: a PEM file with certificate authorities."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            faults.Add(Diagnostic.Value(setting, file, $"It cannot be read: {FileReason.Of(e)} Valid: a PEM file with certificate authorities."));
        }
        return null;
    }
}
