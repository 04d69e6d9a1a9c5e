using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Arize.Build.Tests.Faults;

/// <summary>A private certificate authority, as companies have one: it signs servers, and its PEM file is what their machines trust.</summary>
public sealed class TestAuthority : IDisposable
{
    static readonly DateTimeOffset From = DateTimeOffset.UtcNow.AddDays(-1), Until = DateTimeOffset.UtcNow.AddDays(1);
    static readonly Lazy<TestAuthority> Kept = new(() => new TestAuthority());

    readonly X509Certificate2 authority;

    public TestAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.DigitalSignature, true));
        authority = request.CreateSelfSigned(From, Until);
        PemFile = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"ca-{Guid.NewGuid():N}.pem");
        File.WriteAllText(PemFile, authority.ExportCertificatePem());
    }

    /// <summary>One for all tests that need no other.</summary>
    public static TestAuthority Shared => Kept.Value;

    public string PemFile { get; }

    /// <summary>A server's certificate with its key.</summary>
    /// <param name="name">The name it is for; null is for 127.0.0.1.</param>
    public X509Certificate2 Sign(string? name = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=server", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (name is null)
            names.AddIpAddress(IPAddress.Loopback);
        else
            names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        using var alone = request.Create(authority, From, Until, RandomNumberGenerator.GetBytes(8));
        using var whole = alone.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null);
    }

    public void Dispose()
    {
        authority.Dispose();
        File.Delete(PemFile);
    }
}
