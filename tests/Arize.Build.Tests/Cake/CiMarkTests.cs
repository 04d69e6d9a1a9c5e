using Arize.Build.Gates;
using Arize.Build.Client;
using Cake.Arize.Running;

namespace Arize.Build.Tests.Cake;

/// <summary>Marks for CI systems: their own text only, at the place it is about, and nothing in it that a CI system would obey.</summary>
public sealed class CiMarkTests : CakeFixture
{
    readonly StringWriter console = new();

    [OneTimeTearDown]
    public void Close() => console.Dispose();

    [SetUp]
    public void Clear() => console.GetStringBuilder().Clear();

    [Test]
    public void Nowhere_but_in_CI_is_there_a_mark()
    {
        Say("It is bad.");

        Assert.That(console.ToString(), Is.Empty);
    }

    [Test]
    public void GitHub_gets_an_annotation_at_the_line_of_the_gate_file()
    {
        Say("It is bad.", gitHub: true);

        Assert.That(console.ToString(), Is.EqualTo("::error file=gates/release.gate.json,line=3,col=7,title=ARIZE4001::It is bad." + Environment.NewLine));
    }

    [Test]
    public void Azure_gets_an_issue_at_the_line_of_the_gate_file()
    {
        Say("It is bad.", azure: true);

        Assert.That(console.ToString(), Is.EqualTo($"##vso[task.logissue type=error;sourcepath={Place.File};linenumber=3;columnnumber=7;code=ARIZE4001]It is bad." + Environment.NewLine));
    }

    [TestCase("100 %0A::add-mask::x")]
    [TestCase("a\r\n::set-output name=x::y")]
    [TestCase("##vso[task.complete result=Succeeded]")]
    [TestCase("\u001b[2J ::error::no")]
    public void Nothing_that_the_service_wrote_is_obeyed(string remote)
    {
        Say(remote, gitHub: true);
        Say(remote, azure: true);

        var lines = console.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines, Has.Length.EqualTo(2), "one line each");
            Assert.That(lines[0].StartsWith("::error file=", StringComparison.Ordinal), Is.True);
            Assert.That(lines.Any(l => l.Contains("%0A", StringComparison.Ordinal) || l.Contains('\u001b', StringComparison.Ordinal)), Is.False);
            Assert.That(lines[1].IndexOf("##vso[", StringComparison.Ordinal), Is.Zero);
            Assert.That(lines[1].LastIndexOf("##vso[", StringComparison.Ordinal), Is.Zero);
        }
    }

    [Test]
    public void A_warning_is_a_warning_there_and_a_line_in_the_log()
    {
        Set("GITHUB_ACTIONS", "true");

        new CakeLog(Context, console).Warning(new ArizeDiagnostic(GateErrorCode.RunLeftBehind, "A run, left."));

        Assert.That(console.ToString(), Is.EqualTo("::warning title=ARIZE3010::A run, left." + Environment.NewLine));
        Assert.That(Log.Everything, Does.Contain("warning ARIZE3010: A run, left."));
    }

    SourcePosition Place => new(System.IO.Path.Combine(Folder, "gates", "release.gate.json"), 3, 7);

    void Say(string message, bool gitHub = false, bool azure = false)
    {
        Set("GITHUB_ACTIONS", gitHub ? "true" : null);
        Set("GITHUB_WORKSPACE", Folder);
        Set("TF_BUILD", azure ? "True" : null);
        new CakeLog(Context, console).Report(new GateDiagnostic(GateErrorCode.CriterionFailed, message, Place));
    }
}
