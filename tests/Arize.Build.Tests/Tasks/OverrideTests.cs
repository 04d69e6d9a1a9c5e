using System.Text.Json.Nodes;
using Arize.Build.Tasks;
using Microsoft.Extensions.Time.Testing;

namespace Arize.Build.Tests.Tasks;

/// <summary>An emergency override lets a release out; the gate runs all the same, and its verdict says what it said and who let it through.</summary>
public sealed class OverrideTests : TaskFixture
{
    const string GateFile = """{ "space": "support", "run": { "task": "support-golden" }, "evaluate": ["support-judge"], "wait": { "pollInterval": "0.05s" }, "criteria": [ { "metric": "correctness", "atLeast": 0.999 } ] }""";
    const string Valid = """{ "owner": "ann", "reason": "outage 4711", "expires": "2099-01-02T03:04:00Z" }""";

    [SetUp]
    public void OnACommit()
    {
        Set("GITHUB_SHA", new string('a', 40));
        File.WriteAllText(Path.Combine(Folder, "release.gate.json"), GateFile);
    }

    static ArizeGates Gate(string? file = null) => new() { Operation = "Run", Gates = Items("release.gate.json"), OverrideFile = file };

    JsonNode Verdict => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "artifacts", "arize", "release", "verdict.json")))!;

    [Test]
    public void A_file_lets_a_failed_gate_out_and_the_verdict_records_it()
    {
        File.WriteAllText(Path.Combine(Folder, "override.json"), Valid);
        var gate = Done(Gate("override.json"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((gate.Results.Single().GetMetadata("Passed"), gate.Results.Single().GetMetadata("Verdict")), Is.EqualTo(("true", "fail")));
            Assert.That(((string?)Verdict["outcome"], (bool)Verdict["passed"]!), Is.EqualTo(("fail", false)));
            Assert.That(Verdict["override"]!.ToJsonString(), Does.Contain("\"ann\"").And.Contain("outage 4711").And.Contain("2099-01-02T03:04:00Z").And.Contain("override.json"));
            Assert.That(gate.Report[0].GetMetadata("Text"), Does.StartWith("OVERRIDE: ").And.Contain("ann, until 2099-01-02 03:04 UTC: outage 4711"));
            Assert.That(gate.Report.Select(i => i.GetMetadata("Severity")), Has.None.EqualTo("Error").And.Some.EqualTo("Warning"));
        }
    }

    [Test]
    public void The_variable_does_the_same_and_a_later_step_accepts_it_until_it_expires()
    {
        Set("ARIZE_OVERRIDE", Valid);
        Done(Gate());
        Set("ARIZE_OVERRIDE", null);
        Done(new ArizeGates { Operation = "Require", Gates = Items("release.gate.json") });
        Assert.That(Engine.Warnings.Single().Message, Does.Contain("its verdict is fail").And.Contain("ann").And.Contain("ARIZE_OVERRIDE"));

        var late = new ArizeGates { Operation = "Require", Gates = Items("release.gate.json"), MaxAge = "30d", Time = new FakeTimeProvider(DateTimeOffset.UtcNow.AddDays(1)) };
        Done(late);
    }

    [Test]
    public void A_file_that_is_not_there_is_named_once()
    {
        Assert.That(Failed(Gate("no/override.json")), Is.EqualTo(new[] { "ARIZE1009" }));
        Assert.That(Engine.Errors.Single().Message, Is.EqualTo("ArizeOverrideFile is 'no/override.json'. It cannot be read: There is no such folder."));
    }

    [TestCase(0xFF, "is UTF-16"), TestCase(0xE9, "The byte 0xE9 is not UTF-8 (in Latin-1 it is 'é')")]
    public void A_file_is_UTF_8_to_the_last_byte(byte odd, string said)
    {
        File.WriteAllBytes(Path.Combine(Folder, "override.json"), odd == 0xFF ? System.Text.Encoding.Unicode.GetPreamble().Concat(System.Text.Encoding.Unicode.GetBytes(Valid)).ToArray() : [.. System.Text.Encoding.UTF8.GetBytes(Valid).Select(b => b == 'n' ? odd : b)]);
        Assert.That(Failed(Gate("override.json")), Is.EqualTo(new[] { "ARIZE1009" }));
        Assert.That(Engine.Errors.Single().Message, Does.Contain(said).And.Contain("Save the file as UTF-8.").And.Contain("line 1, column "));
    }

    [Test]
    public void What_is_wrong_with_a_setting_is_said_at_the_first_gate()
    {
        var project = Path.Combine(Folder, "Other.csproj");
        File.WriteAllText(project, """
            <Project>
              <ItemGroup><ArizeGate Include="release.gate.json" /></ItemGroup>
            </Project>
            """);
        var gate = new ArizeGates { Operation = "Run", Gates = [new DefinedItem("release.gate.json", project)], OverrideFile = "none.json", ProjectDirectory = Folder };
        Assert.That(Failed(gate), Is.EqualTo(new[] { "ARIZE1009" }));
        Assert.That((Engine.Errors.Single().File, Engine.Errors.Single().LineNumber, Engine.Errors.Single().ColumnNumber), Is.EqualTo(("Other.csproj", 2, 14)));

        Assert.That(Failed(new ArizePlanGates { Gates = gate.Gates, ProjectDirectory = Folder, DryRun = "perhaps" }), Is.EqualTo(new[] { "ARIZE1009" }));
        Assert.That((Engine.Errors.Single().File, Engine.Errors.Single().LineNumber), Is.EqualTo(("Other.csproj", 2)));
    }

    [Test]
    public void An_override_that_expired_after_the_gate_lets_nothing_out()
    {
        var end = DateTimeOffset.UtcNow.AddHours(1);
        Set("ARIZE_OVERRIDE", $$"""{ "owner": "ann", "reason": "outage", "expires": "{{end:yyyy-MM-dd'T'HH:mm:ss'Z'}}" }""");
        Done(Gate());
        var late = new ArizeGates { Operation = "Require", Gates = Items("release.gate.json"), Time = new FakeTimeProvider(end.AddMinutes(1)) };
        Assert.That(Failed(late), Is.EqualTo(new[] { "ARIZE4006" }));
        Assert.That(Engine.Errors.Last().Message, Does.Contain("the override of ann that let it out expired"));
    }

    [TestCase("""{ "owner": "ann", "reason": "r" }""", "expires is missing")]
    [TestCase("""{ "owner": " ", "reason": "r", "expires": "2099-01-01" }""", "owner is missing")]
    [TestCase("""{ "owner": "ann", "reason": 1, "expires": "2099-01-01" }""", "reason must be a text")]
    [TestCase("""{ "owner": "ann", "reason": "r", "expires": "2020-01-01" }""", "It expired on 2020-01-02 00:00 UTC")]
    [TestCase("""{ "owner": "ann", "reason": "r", "expires": "tomorrow" }""", "expires is 'tomorrow'")]
    [TestCase("""{ "owner": "ann", "reason": "r", "expires": "2099-01-01", "until": "x" }""", "'until' is unknown. Known: owner, reason, expires.")]
    [TestCase("""{ "owner": "ann", """, "This is not JSON")]
    [TestCase("[]", "Write an object")]
    [TestCase("", "ARIZE_OVERRIDE is not an override")]
    public void What_is_no_override_is_an_error_before_anything_is_sent(string text, string said)
    {
        Set("ARIZE_OVERRIDE", text);
        Assert.That(Failed(Gate()), Does.Contain("ARIZE1009"));
        Assert.That(Emulator.Requests, Is.Empty);
        Assert.That(Engine.Everything, Does.Contain(said).And.Contain("ARIZE_OVERRIDE"));
    }

    [Test]
    public void The_example_of_the_page_is_one()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "gates.md"));
        var start = page.IndexOf("{ \"owner\"", StringComparison.Ordinal);
        Set("ARIZE_OVERRIDE", page[start..page.IndexOf('\n', start)]);
        Done(Gate());
        Assert.That((string?)Verdict["override"]!["owner"], Is.EqualTo("ann@example.com"));
    }

    [Test]
    public void A_file_that_is_missing_is_named_as_it_was_written()
    {
        Assert.That(Failed(Gate("nowhere.json")), Is.EqualTo(new[] { "ARIZE1009" }));
        Assert.That(Engine.Errors.Single().Message, Does.StartWith("ArizeOverrideFile is 'nowhere.json'. It cannot be read"));
    }
}
