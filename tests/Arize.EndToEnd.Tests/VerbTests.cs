using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>Starting early, judging late, cancelling by record, and asking nobody.</summary>
public sealed class VerbTests : EmulatedTests
{
    const string ThisCommit = "0123456789abcdef0123456789abcdef01234567";
    const string OtherCommit = "76543210fedcba9876543210fedcba9876543210";

    [Test]
    public async Task A_run_that_one_build_starts_is_judged_by_a_later_build_of_the_same_commit()
    {
        var consumer = Gated("good", before: "Publish").With("GITHUB_SHA", ThisCommit);

        (await consumer.Dotnet("build", "App", "-restore", "-t:ArizeGateStart")).Passes();
        Assert.That(Emulator.Requests.Polls(), Is.Empty, "the first build does not wait");
        var judged = (await consumer.Dotnet("build", "App", "-t:ArizeGate")).Passes();

        Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(1));
        Assert.That(judged.Output, Does.Contain("which an earlier build of this commit started").And.Contains("Gate 'release': passed"));
    }

    [Test]
    public async Task A_build_of_another_commit_does_not_take_the_run()
    {
        var consumer = Gated("good", before: "Publish").With("GITHUB_SHA", ThisCommit);
        (await consumer.Dotnet("build", "App", "-restore", "-t:ArizeGateStart")).Passes();

        var judged = (await consumer.With("GITHUB_SHA", OtherCommit).Dotnet("build", "App", "-t:ArizeGate")).Passes();

        Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(2));
        Assert.That(judged.Warnings.Select(w => w.Code), Is.EqualTo(new[] { "ARIZE3010" }));
    }

    [Test]
    public async Task The_run_of_a_record_is_cancelled_once()
    {
        var consumer = Gated("endless", before: "Publish");
        (await consumer.Dotnet("build", "App", "-restore", "-t:ArizeGateStart")).Passes();

        var first = (await consumer.Dotnet("build", "App", "-t:ArizeGateCancel")).Passes();
        var second = (await consumer.Dotnet("build", "App", "-t:ArizeGateCancel")).Passes();

        Assert.That(Emulator.Requests.Cancels(), Has.Count.EqualTo(1));
        Assert.That(first.Output, Does.Contain("was cancelled."));
        Assert.That(second.Output, Does.Contain("no run to cancel"));
    }

    [Test]
    public async Task A_gate_that_is_skipped_asks_nobody_and_says_so()
    {
        var build = (await Gated("broken", before: "Build").Dotnet("build", "App", "-p:ArizeSkip=true")).Passes();

        Assert.That(build.Output, Does.Contain("Gate 'release' was not run: ArizeSkip is true."));
        Assert.That(Emulator.Requests, Is.Empty);
    }

    [Test]
    public async Task Gates_that_are_skipped_are_named_where_each_would_have_run_and_once()
    {
        var consumer = Project("""
              <PropertyGroup>
                <ArizeSkip> True </ArizeSkip>
              </PropertyGroup>
              <ItemGroup>
                <ArizeGate Include="release" Task="good" Space="support" Before="Build;Publish" />
                <ArizeGate Include="it's (v2), 100%25 | quality" Task="good" Space="support" Before="Publish" />
                <ArizeGate Include="nightly" Task="good" Space="support" />
              </ItemGroup>
            """);

        var publish = (await consumer.Dotnet("publish", "App", "-c", "Release")).Passes();
        var build = (await consumer.Dotnet("build", "App", "-t:Build;ArizeGate")).Passes();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Named(publish), Is.EqualTo(new[] { "App -> Gate 'release'", "App -> Gate 'it's (v2), 100% | quality'" }));
            Assert.That(Named(build), Is.EqualTo(new[] { "App -> Gate 'release'", "App -> Gate 'it's (v2), 100% | quality', 'nightly'" }));
            Assert.That(Emulator.Requests, Is.Empty);
        }

        static IEnumerable<string> Named(Build build) =>
            build.Output.Split('\n').Where(l => l.EndsWith(" was not run: ArizeSkip is true.", StringComparison.Ordinal)).Select(l => l[..l.LastIndexOf(" was not", StringComparison.Ordinal)].Trim());
    }

    [TestCase("yes")]
    [TestCase("1")]
    public async Task A_word_for_ArizeSkip_that_is_neither_true_nor_false_is_an_error(string word)
    {
        var build = (await Gated("good", before: "Build").Dotnet("build", "App", $"-p:ArizeSkip={word}")).Fails("ARIZE1009");

        Assert.That(build.Errors.Single().Message, Is.EqualTo($"ArizeSkip is '{word}'. Write true or false.").Or.StartsWith($"ArizeSkip is '{word}'. Write true or false. ["));
        Assert.That(Emulator.Requests, Is.Empty);
    }

    [Test]
    public async Task A_dry_run_reads_everything_and_changes_nothing()
    {
        var consumer = Gated("broken", before: "Build", more: "MaxExamples=\"50\"");

        var build = (await consumer.Dotnet("build", "App", "-p:ArizeDryRun=true")).Passes();

        Assert.That(build.Output, Does.Contain("over 50 examples").And.Contains("Nothing was triggered."));
        Assert.That(Emulator.Requests.Select(r => r.Method).Distinct(), Is.EqualTo(new[] { "GET" }));
        Assert.That(consumer.Files("run.json"), Is.Empty);
    }

    [Test]
    public async Task A_dry_run_finds_a_task_that_is_not_there() =>
        (await Gated("no-such-task", before: "Build").Dotnet("build", "App", "-p:ArizeDryRun=true")).Fails("ARIZE2002");

    [Test]
    public async Task Without_a_key_a_gate_fails_unless_it_may_be_skipped()
    {
        var consumer = Gated("good", before: "Build").With("ARIZE_API_KEY", "");

        (await consumer.Dotnet("build", "App")).Fails("ARIZE1006");
        var skipped = (await consumer.Dotnet("build", "App", "-p:ArizeWhenNoKey=Skip")).Passes();

        Assert.That(skipped.Warnings.Select(w => w.Code), Is.EqualTo(new[] { "ARIZE1006" }));
        Assert.That(Emulator.Requests, Is.Empty);
    }

    [Test]
    public async Task Targets_that_a_gate_needs_run_before_it_and_not_in_a_dry_run()
    {
        var consumer = Project("""
              <PropertyGroup>
                <ArizeGateDependsOn>Prepare</ArizeGateDependsOn>
              </PropertyGroup>
              <ItemGroup>
                <ArizeGate Include="release" Task="good" Space="support" Before="Build" />
              </ItemGroup>
              <Target Name="Prepare">
                <Message Importance="high" Text="Prepared." />
              </Target>
            """);

        var dry = (await consumer.Dotnet("build", "App", "-p:ArizeDryRun=true")).Passes();
        var real = (await consumer.Dotnet("build", "App")).Passes();

        Assert.That(dry.Output, Does.Not.Contain("Prepared."));
        Assert.That(real.Output.IndexOf("Prepared.", StringComparison.Ordinal), Is.GreaterThan(0).And.LessThan(real.Output.IndexOf("Started run", StringComparison.Ordinal)));
    }
}
