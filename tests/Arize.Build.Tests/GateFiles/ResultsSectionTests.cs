using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Tests.GateFiles;

/// <summary>The sections log and reuse of a gate file.</summary>
public sealed class ResultsSectionTests
{
    static GateDefinition Read(string more, GateSettings? settings = null) =>
        GateFileReader.Parse($$"""{ {{more}}, "criteria": [ { "metric": "m", "atLeast": 0.1 } ] }""", new GateContext { Folder = "/", Records = "/records" }, Path.GetFullPath("gates/release.gate.json"), settings).Gate!;

    [Test]
    public void The_results_file_is_looked_for_from_the_gate_files_folder()
    {
        var log = Read(""" "results": { "dataset": "golden", "file": "../obj/results.jsonl" } """).Results!;
        Assert.That((log.Dataset, log.File, log.Name, log.AllowMissing, log.MaxBodyBytes), Is.EqualTo(("golden", Path.GetFullPath("obj/results.jsonl"), (string?)null, false, 4_194_304)));
    }

    [TestCase("false", 0.0), TestCase("true", 24.0), TestCase("\"7d\"", 168.0), TestCase("3600", 1.0)]
    public void Reuse_is_false_true_or_a_maximum_age(string value, double hours) =>
        Assert.That(Read($""" "run": {"{"} "task": "t" {"}"}, "reuse": {value} """).Reuse, Is.EqualTo(TimeSpan.FromHours(hours)));

    [Test]
    public void Without_the_key_the_default_is_a_day() =>
        Assert.That((Read(""" "run": { "task": "t" } """).Reuse, GateDefinition.DefaultReuse), Is.EqualTo(((TimeSpan?)null, TimeSpan.FromDays(1))));

    [Test]
    public void The_latest_baseline_of_logged_experiments_needs_no_task() =>
        Assert.That(Read(""" "results": { "dataset": "d", "file": "r" }, "baseline": { "latest": "main-*" } """).Baseline!.Latest, Is.EqualTo("main-*"));

    [Test]
    public void An_override_names_what_is_logged() =>
        Assert.That(Read(""" "results": { "dataset": "d", "file": "r" } """, new GateSettings { ExperimentName = "pr-7" }).Results!.Name, Is.EqualTo("pr-7"));
}
