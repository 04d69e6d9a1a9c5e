using System.Net;
using Arize.Emulator;

namespace Arize.Build.Tests.Emulator;

public class AccessTests
{
    [TestCase(null)]
    [TestCase("Bearer wrong")]
    [TestCase("the-key")]
    [TestCase("Basic the-key")]
    [TestCase("Bearer the-key ")]
    [TestCase("bearer the-key")]
    public async Task Anything_but_the_key_as_bearer_is_401(string? authorization)
    {
        await using var emulator = await EmulatorServer.StartAsync(new EmulatorOptions { ApiKey = "the-key" });
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = emulator.BaseUrl };
        if (authorization is not null)
            http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        using var response = await http.GetAsync("/v2/spaces");
        var expected = authorization == "Bearer the-key " ? HttpStatusCode.OK : HttpStatusCode.Unauthorized;
        Assert.That(response.StatusCode, Is.EqualTo(expected), "white space around a header's value is not part of it");
    }

    [Test]
    public async Task Every_emulator_makes_a_key_of_its_own()
    {
        await using var one = await EmulatorServer.StartAsync(new EmulatorOptions());
        await using var other = await EmulatorServer.StartAsync(new EmulatorOptions { ApiKey = "" });
        Assert.That(one.ApiKey, Is.Not.EqualTo(other.ApiKey).And.Length.GreaterThan(30));
    }

    [Test]
    public async Task Requests_are_kept_in_order_without_the_key()
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"requests-{Guid.NewGuid():N}.jsonl");
        try
        {
            await using var emulator = await EmulatorServer.StartAsync(new EmulatorOptions { ApiKey = "canary-key", RequestLog = file });
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = emulator.BaseUrl };
            http.DefaultRequestHeaders.Add("Authorization", "Bearer canary-key");
            http.DefaultRequestHeaders.Add("User-Agent", "a-test/1");
            await http.GetAsync("/v2/spaces?limit=1");
            await http.PostAsync("/v2/tasks", new StringContent("""{"name":"n"}"""));

            var (first, second) = (emulator.Requests[0], emulator.Requests[1]);
            Assert.That((first.Method, first.Path, first.Query, first.Status, first.Body), Is.EqualTo(("GET", "/v2/spaces", "limit=1", 200, (string?)null)));
            Assert.That((first.Operation, first.UserAgent), Is.EqualTo(("list_spaces", "a-test/1")));
            Assert.That((second.Operation, second.Status, second.Body), Is.EqualTo(("create_task", 400, """{"name":"n"}""")));

            // Read while the emulator is running and has the file open.
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream);
            var text = await reader.ReadToEndAsync();
            var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.That(lines, Has.Length.EqualTo(2));
            Assert.That(System.Text.Json.Nodes.JsonNode.Parse(lines[1])!["body"]!["name"]!.GetValue<string>(), Is.EqualTo("n"));
            Assert.That(text, Does.Not.Contain("canary"));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
