using System.Text.Json.Nodes;
using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>ArizeGateRequire, as a deploy step calls it: in a build of its own, without a key.</summary>
public sealed class RequireTests : EmulatedTests
{
    const string ThisCommit = "0123456789abcdef0123456789abcdef01234567";

    Consumer Required(string task) => Gated(task, before: "Publish").With("GITHUB_SHA", ThisCommit);

    static Task<Build> Require(Consumer consumer, params string[] more) => consumer.With("ARIZE_API_KEY", "").Dotnet(["build", "App", "-t:ArizeGateRequire", .. more]);

    static string Verdict(Consumer consumer) => Path.Combine(consumer.Folder, consumer.Files("verdict.json").Single());

    [Test]
    public async Task It_wants_a_verdict_of_this_commit_that_is_young_and_unaltered()
    {
        var consumer = Required("good");
        (await consumer.Dotnet("publish", "App")).Passes();
        var requests = Emulator.Requests.Count;

        var passed = (await Require(consumer)).Passes();
        Assert.That(passed.Output, Does.Contain($"Gate 'release' is required, and passed on this commit ({ThisCommit})."));

        await Task.Delay(1100);
        (await Require(consumer, "-p:ArizeVerdictMaxAge=1s")).Fails("ARIZE4006");
        (await Require(consumer.With("GITHUB_SHA", new string('f', 40)))).Fails("ARIZE4006");

        var verdict = JsonNode.Parse(await File.ReadAllTextAsync(Verdict(consumer)))!;
        verdict["cost"]!["runsTriggered"] = 0;
        await File.WriteAllTextAsync(Verdict(consumer), verdict.ToJsonString());
        var altered = (await Require(consumer.With("GITHUB_SHA", ThisCommit))).Fails("ARIZE4006");
        Assert.That(altered.Output, Does.Contain("the verdict was altered since it was written. Run the gate again."));
        Assert.That(Emulator.Requests, Has.Count.EqualTo(requests), "the service is not asked");
    }

    [Test]
    public async Task Neither_a_gate_that_was_skipped_nor_one_that_blocked_gets_past_it()
    {
        var consumer = Required("broken");
        (await consumer.Dotnet("publish", "App", "-p:ArizeSkip=true")).Passes();

        (await Require(consumer, "-p:ArizeSkip=true")).Fails("ARIZE4005");

        (await consumer.With("ARIZE_API_KEY", Emulator.Key).Dotnet("build", "App", "-t:ArizeGate")).Fails("ARIZE3002");
        (await Require(consumer)).Fails("ARIZE4003");
    }

    [Test]
    public async Task A_project_without_a_gate_has_nothing_to_require_and_says_so() =>
        (await Project("").Dotnet("build", "App", "-restore", "-t:ArizeGateRequire")).Fails("ARIZE4005");
}
