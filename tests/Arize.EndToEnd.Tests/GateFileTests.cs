using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>A gate file in a build: the text of the documentation, word for word.</summary>
public sealed class GateFileTests : EmulatedTests
{
    /// <summary>The simulated model's luck hangs on the experiment's name, and that on the build: of 15 builds of a model that is as good, three are too close to call.</summary>
    const string CiBuild = "4712";

    const string Release = """
        { "space": "support", "run": { "task": "support-golden" }, "evaluate": ["support-judge"],
          "baseline": { "latest": "main-*" },
          "criteria": [ { "metric": "correctness", "atLeast": 0.90, "mayDropBy": 0.02 } ] }
        """;

    [Test]
    public async Task A_candidate_as_good_as_the_baseline_is_published()
    {
        var consumer = Gated(Release);

        var build = (await consumer.Dotnet("publish", "App", "-p:CI=true")).Passes();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(build.Output, Does.Contain("Gate 'release': passed (200 examples, against 'main-2026-11-20'").And.Contains("mayDropBy 0.02"));
            Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(2), "the run and its evaluation");
            Assert.That(consumer.Files("verdict.json"), Is.EqualTo(new[] { Path.Combine("App", "artifacts", "arize", "release", "verdict.json") }));
            Assert.That(consumer.Published, Is.Not.Empty);
        }
    }

    [Test]
    public async Task A_regression_is_blocked_at_its_criterion_and_nothing_is_published()
    {
        var consumer = Gated(Release, before: """<ArizeCreateExperimentTask Name="support-golden" Space="support" Dataset="support-golden-set" RunConfigurationFile="worse.json" />""")
            .Write("App/worse.json", File.ReadAllText(Path.Combine(Repository.Folder, "samples", "release-gate", "assistant.json")).Replace("\"atlas-1\"", "\"atlas-1-mini\"", StringComparison.Ordinal));

        var build = (await consumer.Dotnet("publish", "App", "-p:CI=true")).Fails("ARIZE4001", "ARIZE4001");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(build.Errors, Has.All.Matches<CodedError>(e => e.File.EndsWith("release.gate.json", StringComparison.Ordinal)));
            Assert.That(build.Output, Does.Contain("paired examples").And.Contains("broke"));
            Assert.That(consumer.Published, Is.Empty);
            Assert.That(consumer.Files("verdict.json"), Is.Not.Empty, "a no is written down too");
        }
    }

    [Test]
    public async Task A_metric_that_no_row_has_is_an_error_and_never_a_pass() =>
        (await Gated(Release.Replace("\"correctness\"", "\"politeness\"", StringComparison.Ordinal).Insert(1, "\"wait\": { \"scores\": \"2s\" },")).Dotnet("publish", "App", "-p:CI=true")).Fails("ARIZE4003", "ARIZE4003");

    [Test]
    public async Task Faults_of_a_gate_file_are_told_at_their_line_and_column_before_any_request()
    {
        var build = (await Gated(Release.Replace("mayDropBy", "mayDropby", StringComparison.Ordinal).Replace("\"evaluate\"", "\"evaluat\"", StringComparison.Ordinal)).Dotnet("publish", "App", "-p:CI=true")).Fails("ARIZE1008", "ARIZE1008");

        Assert.That(build.Output, Does.Contain("release.gate.json(3,61): error ARIZE1008").And.Contains("Did you mean 'mayDropBy'?"));
        Assert.That(Emulator.Requests, Is.Empty);
    }

    Consumer Gated(string gate, string before = "") => Project($"""
          <PropertyGroup>
            <ArizeGateDependsOn>Prepare</ArizeGateDependsOn>
          </PropertyGroup>
          <Target Name="Prepare">{before}</Target>
          <ItemGroup>
            <ArizeGate Include="gates/release.gate.json" Before="Publish;Pack" Condition="'$(CI)' == 'true'" />
          </ItemGroup>
        """).Write("App/gates/release.gate.json", gate).With("GITHUB_RUN_ID", CiBuild).With("GITHUB_RUN_ATTEMPT", "1").With("GITHUB_JOB", "gate");
}
