using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Settings;
using Arize.Build.Gates;

namespace Arize.Build.Tests.GateFiles;

/// <summary>
/// Item metadata and alias settings go before the gate file, the file before the properties of the build, those before the environment, and that before the built-in default: name by name.
/// </summary>
public sealed class PrecedenceTests
{
    const string File = """
        { "space": "of-file", "run": { "task": "of-file", "name": "of-file", "maxExamples": 2 }, "wait": { "timeout": "2m", "pollInterval": "2s", "onTimeout": "leave" },
          "data": { "minExamples": 1, "maxErrors": 2, "maxErrorRate": 0.2 }, "baseline": { "latest": "of-file-*" },
          "criteria": [ { "metric": "m", "mayDropBy": 0.1 } ] }
        """;

    const string BareFile = """{ "run": { "task": "t" }, "criteria": [ { "metric": "m", "atLeast": 0.1 } ] }""";

    static readonly GateSettings Item = new()
    {
        Task = "of-item", Space = "of-item", ExperimentName = "of-item", MaxExamples = 1, Timeout = TimeSpan.FromMinutes(1), PollInterval = TimeSpan.FromSeconds(1), OnTimeout = OnTimeout.Cancel,
        MaxErrors = 1, MaxErrorRate = 0.1, Baseline = "of-item-*",
    };

    static readonly GateSettings Properties = new() { Space = "of-property", Timeout = TimeSpan.FromMinutes(3), PollInterval = TimeSpan.FromSeconds(3), OnTimeout = OnTimeout.Leave };

    static GateDefinition Read(string json, GateSettings? item = null, GateSettings? properties = null, bool withEnvironment = true) => GateFileReader.Parse(json, new GateContext
    {
        Folder = "/", Records = "/records", Defaults = properties ?? new(),
        Environment = withEnvironment ? new Dictionary<string, string> { ["ARIZE_SPACE"] = "of-environment" } : [],
    }, settings: item).Gate!;

    static readonly (string Name, Func<GateDefinition, object?> Value, object OfItem, object OfFile)[] InFiles =
    [
        ("Task", g => g.Run!.Task, "of-item", "of-file"),
        ("Space", g => g.Space, "of-item", "of-file"),
        ("ExperimentName", g => g.Run!.Name, "of-item", "of-file"),
        ("MaxExamples", g => g.Run!.MaxExamples, 1, 2),
        ("Timeout", g => g.Timeout, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)),
        ("PollInterval", g => g.PollInterval, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)),
        ("OnTimeout", g => g.OnTimeout, OnTimeout.Cancel, OnTimeout.Leave),
        ("MaxErrors", g => g.Data.MaxErrors, 1, 2),
        ("MaxErrorRate", g => g.Data.MaxErrorRate, 0.1, 0.2),
        ("Baseline", g => g.Baseline!.Latest, "of-item-*", "of-file-*"),
    ];

    static IEnumerable<string> Names => InFiles.Select(s => s.Name);

    [TestCaseSource(nameof(Names))]
    public void An_item_goes_before_the_file_and_the_file_before_the_properties(string name)
    {
        var (_, value, ofItem, ofFile) = InFiles.Single(s => s.Name == name);
        Assert.That(value(Read(File, Item, Properties)), Is.EqualTo(ofItem));
        Assert.That(value(Read(File, null, Properties)), Is.EqualTo(ofFile));
    }

    [Test]
    public void Every_setting_that_can_be_overridden_is_tested_here() =>
        Assert.That(Names, Is.EquivalentTo(typeof(GateSettings).GetProperties().Select(p => p.Name)));

    [Test]
    public void Properties_go_before_the_environment_and_the_environment_before_the_default()
    {
        var gate = Read(BareFile, null, Properties);
        Assert.That((gate.Space, gate.Timeout, gate.PollInterval, gate.OnTimeout), Is.EqualTo(("of-property", TimeSpan.FromMinutes(3), (TimeSpan?)TimeSpan.FromSeconds(3), OnTimeout.Leave)));
        Assert.That(Read(BareFile).Space, Is.EqualTo("of-environment"));
        var bare = Read(BareFile, withEnvironment: false);
        Assert.That((bare.Space, bare.Timeout, bare.PollInterval, bare.OnTimeout), Is.EqualTo(((string?)null, TimeSpan.FromHours(1), (TimeSpan?)null, OnTimeout.Cancel)));
    }

    [TestCase(null, null, null, null, 0, null, TestName = "No limit anywhere allows no error")]
    [TestCase(3, null, null, null, 3, null, TestName = "A count alone is the limit")]
    [TestCase(null, 0.1, null, null, null, 0.1, TestName = "A rate alone is the limit")]
    [TestCase(3, null, null, 0.0, 3, 0.0, TestName = "A rate of 0 in the file still applies beside a count of the item")]
    [TestCase(null, 0.5, 2, null, 2, 0.5, TestName = "Both limits apply wherever they are set")]
    public void Limits_of_errors(int? itemCount, double? itemRate, int? fileCount, double? fileRate, int? count, double? rate)
    {
        var data = string.Join(", ", new[] { fileCount is null ? null : $"\"maxErrors\": {fileCount}", fileRate is null ? null : FormattableString.Invariant($"\"maxErrorRate\": {fileRate}") }.OfType<string>());
        var gate = Read($$"""{ "run": { "task": "t" }, "data": { {{data}} }, "criteria": [ { "metric": "m", "atLeast": 0.1 } ] }""", new GateSettings { MaxErrors = itemCount, MaxErrorRate = itemRate });
        Assert.That((gate.Data.EffectiveMaxErrors, gate.Data.MaxErrorRate), Is.EqualTo((count, rate)));
    }

    [Test]
    public void The_number_of_examples_of_an_item_replaces_the_examples_that_the_file_lists()
    {
        const string Listed = """{ "run": { "task": "t", "exampleIds": ["a", "b"] }, "data": { "minExamples": 1 }, "criteria": [ { "metric": "m", "atLeast": 0.1 } ] }""";
        Assert.That(Read(Listed).Run!.ExampleIds, Has.Count.EqualTo(2));
        Assert.That(Read(Listed, new GateSettings { MaxExamples = 5 }).Run!.ExampleIds, Is.Null);
    }
}
