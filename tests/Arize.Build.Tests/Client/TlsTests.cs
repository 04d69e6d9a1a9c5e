using System.Security.Cryptography.X509Certificates;
using Arize.Build.Client;
using Arize.Build.Tests.Faults;
using static Arize.Build.Tests.Faults.ScriptedArize;

namespace Arize.Build.Tests.Client;

/// <summary>A private certificate authority, as companies have one, and servers that it has signed.</summary>
public sealed class TlsTests
{
    TestAuthority authority = null!;

    [OneTimeSetUp]
    public void MakeAuthority() => authority = new TestAuthority();

    [OneTimeTearDown]
    public void RemoveAuthority() => authority.Dispose();

    static ArizeClient Client(FaultServer server, string? caFile, string? variable = null)
    {
        var environment = Variables(server.Url);
        if (variable is not null)
            environment[variable] = caFile!;
        return new ArizeClient(new ArizeClientOptions { Environment = environment, CaFile = variable is null ? caFile : null, RequestTimeout = TimeSpan.FromSeconds(5) });
    }

    [TestCase(null), TestCase("ARIZE_SSL_CA_CERT"), TestCase("REQUESTS_CA_BUNDLE")]
    public async Task A_server_that_the_private_authority_signed_is_trusted_where_its_file_is_named(string? variable)
    {
        using var certificate = authority.Sign();
        await using var server = FaultServer.Start(certificate);
        server.On(GetRun, Reply.Json(Run("RUNNING")));
        using var client = Client(server, authority.PemFile, variable);
        Assert.That((await client.Tasks.GetRunAsync(RunId)).Status, Is.EqualTo(RunStatus.Running));
    }

    [Test]
    public async Task Without_its_file_it_is_not_trusted_and_gets_no_request_and_the_error_names_the_variable()
    {
        using var certificate = authority.Sign();
        await RefusedAsync(certificate, null);
    }

    [Test]
    public async Task A_certificate_of_another_name_is_refused_even_where_the_authority_is_trusted()
    {
        using var certificate = authority.Sign("other.example");
        await RefusedAsync(certificate, authority.PemFile);
    }

    [Test]
    public async Task A_certificate_of_another_authority_is_refused()
    {
        using var other = new TestAuthority();
        using var certificate = other.Sign();
        await RefusedAsync(certificate, authority.PemFile);
    }

    static async Task RefusedAsync(X509Certificate2 certificate, string? caFile)
    {
        await using var server = FaultServer.Start(certificate);
        using var client = Client(server, caFile);
        var read = await Thrown.ByAsync(() => client.Tasks.GetRunAsync(RunId));
        var write = await Thrown.ByAsync(() => client.Tasks.CancelRunAsync(RunId));
        Assert.That((read.Code, write.Code, write.NeverSent, write.IsTransient), Is.EqualTo((ArizeErrorCode.Connection, ArizeErrorCode.Connection, true, false)));
        Assert.That(read.Message, Does.StartWith("ARIZE2009").And.Contains("ARIZE_SSL_CA_CERT"));
        Assert.That(server.Requests, Is.Empty);
    }

    [TestCase("no certificate here", "holds no certificate"), TestCase("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "cannot be read")]
    public void A_file_without_certificates_is_refused(string text, string said)
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"bad-{Guid.NewGuid():N}.authority.PemFile");
        File.WriteAllText(file, text);
        try
        {
            var e = Thrown.By(() => new ArizeClient(new ArizeClientOptions { ApiKey = Key, Environment = new Dictionary<string, string>(), CaFile = file }).Validate());
            Assert.That(e.Message, Does.StartWith("ARIZE1009: CaFile").And.Contains(said));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
