using System.Text.Json.Nodes;
using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>An emergency override: it lets one release out, and hides nothing.</summary>
public sealed class OverrideTests : EmulatedTests
{
    static string Json(string reason, DateTimeOffset expires) => new JsonObject { ["owner"] = "ann@example.com", ["reason"] = reason, ["expires"] = expires.ToString("o") }.ToJsonString();

    static JsonNode Verdict(Consumer consumer) => JsonNode.Parse(File.ReadAllText(Path.Combine(consumer.Folder, consumer.Files("verdict.json").Single())))!;

    static Task<Build> Require(Consumer consumer) => consumer.With("ARIZE_API_KEY", "").With("ARIZE_OVERRIDE", "").Dotnet("build", "App", "-t:ArizeGateRequire");

    [Test]
    public async Task It_lets_a_release_out_and_the_verdict_stays_what_it_is()
    {
        var consumer = Gated("broken", before: "Publish").With("GITHUB_SHA", new string('a', 40));
        // In haste, somebody pastes the key.
        var published = (await consumer.With("ARIZE_OVERRIDE", Json($"payments are down ({Emulator.Key})", DateTimeOffset.UtcNow.AddDays(1))).Dotnet("publish", "App")).Passes();
        var verdict = Verdict(consumer);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(published.Warnings.Select(w => w.Code), Does.Contain("ARIZE3002"));
            Assert.That(published.Output, Does.Contain("ann@example.com").And.Contain("payments are down").And.Not.Contain(Emulator.Key));
            Assert.That(((bool)verdict["passed"]!, (string?)verdict["outcome"], (string?)verdict["override"]!["owner"]), Is.EqualTo((false, "error", "ann@example.com")));
            Assert.That((string?)verdict["override"]!["source"], Does.Contain("ARIZE_OVERRIDE"));
            foreach (var file in new[] { "verdict.json", "summary.md", "junit.xml", "report.html" })
                Assert.That(await File.ReadAllTextAsync(Path.Combine(consumer.Folder, consumer.Files(file).Single())), Does.Contain("payments are down").And.Not.Contain(Emulator.Key), file);
        }
        var required = (await Require(consumer)).Passes();
        Assert.That(required.Warnings.Single().Message, Does.Contain("ann@example.com"));
    }

    [Test]
    public async Task One_that_is_over_or_lacks_something_is_an_error_before_anything_is_sent()
    {
        var consumer = Gated("broken", before: "Publish");
        var over = (await consumer.With("ARIZE_OVERRIDE", Json("payments are down", DateTimeOffset.UtcNow.AddDays(-1))).Dotnet("publish", "App")).Fails("ARIZE1009");
        Assert.That(over.Errors.Single().Message, Does.Contain("ARIZE_OVERRIDE is not an override (line 1, column").And.Contain("It expired on"));

        consumer.Write("override.json", "{\n  \"owner\": \"ann@example.com\",\n  \"expires\": \"2099-12-31\"\n}");
        var lacking = (await consumer.With("ARIZE_OVERRIDE", "").Dotnet("publish", "App", $"-p:ArizeOverrideFile={Path.Combine(consumer.Folder, "override.json")}")).Fails("ARIZE1009");
        Assert.That(lacking.Errors.Single().Message, Does.Contain("reason is missing. Give the reason."));
        Assert.That(Emulator.Requests, Is.Empty);
    }
}
