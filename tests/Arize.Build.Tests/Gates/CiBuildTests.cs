using Arize.Build.Gates.Builds;
using Arize.Build.Gates.Runs;

namespace Arize.Build.Tests.Gates;

/// <summary>Which build this is, and what its folders and experiments are called.</summary>
public sealed class CiBuildTests
{
    static Dictionary<string, string> Variables(string text) =>
        text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1]);

    [TestCase("", null, null), TestCase("", "leg-1", "leg-1")]
    [TestCase("GITHUB_RUN_ID=12;GITHUB_RUN_ATTEMPT=2;GITHUB_JOB=build", null, "12-2-build"), TestCase("GITHUB_RUN_ID=12;GITHUB_RUN_ATTEMPT=2;GITHUB_JOB=build", "net8", "12-2-build-net8")]
    [TestCase("BUILD_BUILDID=7;SYSTEM_JOBATTEMPT=1;BUILD_NUMBER=2026.1", null, "7-1"), TestCase("CI_JOB_ID=99", null, "99"), TestCase("BUILD_TAG=jenkins-x-3;BUILD_NUMBER=3", null, "jenkins-x-3")]
    [TestCase("BUILD_NUMBER=3", null, "3"), TestCase("GITHUB_RUN_ID= ;CI_JOB_ID=5", null, "5"), TestCase("GITHUB_RUN_ID=12", null, "12")]
    public void A_build_has_the_identity_that_its_CI_system_gives_it(string variables, string? runKey, string? identity) =>
        Assert.That(CiBuild.Identity(Variables(variables), runKey), Is.EqualTo(identity));

    [Test]
    public void Another_attempt_is_another_build() =>
        Assert.That(CiBuild.Identity(Variables("GITHUB_RUN_ID=1;GITHUB_RUN_ATTEMPT=1;GITHUB_JOB=b"), null), Is.Not.EqualTo(CiBuild.Identity(Variables("GITHUB_RUN_ID=1;GITHUB_RUN_ATTEMPT=2;GITHUB_JOB=b"), null)));

    [TestCase("quality", "quality"), TestCase("gates/quality.gate.json", "quality"), TestCase(@"C:\x\Quality.GATE.json", "Quality"), TestCase("a b/ü:*?", "gate"), TestCase("..", "gate"), TestCase("", "gate")]
    [TestCase("../../etc/passwd", "passwd"), TestCase("a:b|c", "a-b-c"), TestCase(".hidden", "hidden"), TestCase("-rf", "rf"), TestCase("$(x)", "x"), TestCase("CON", "CON")]
    public void A_folder_has_a_name_that_no_file_system_and_no_shell_takes_amiss(string gate, string folder) => Assert.That(RecordFolder.Name(gate), Is.EqualTo(folder));

    [Test]
    public void A_long_name_keeps_its_end() =>
        Assert.That(RecordFolder.Name(new string('a', 200) + "-end"), Has.Length.EqualTo(100).And.EndsWith("-end"));

    [Test]
    public void An_experiments_name_is_the_same_for_one_build_and_never_too_long()
    {
        var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var name = ExperimentNames.Make(new string('t', 300), "gate", "App", "ci-7", now);
        Assert.That((name, name.Length), Is.EqualTo((ExperimentNames.Make(new string('t', 300), "gate", "App", "ci-7", now.AddDays(1)), 200)));
        Assert.That(name, Does.EndWith("-gate-App-ci-7"));
        Assert.That(ExperimentNames.Make("a b/c", "g:1", null, "x", now), Is.EqualTo("a-b-c-g-1-x"));
    }

    [TestCase("GITHUB_SHA=AAAAAAAAAAaaaaaaaaaaAAAAAAAAAAaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), TestCase("CI_COMMIT_SHA=../../etc", null), TestCase("GIT_COMMIT=abc", null)]
    public void A_commit_is_what_the_CI_system_says_where_that_is_one(string variables, string? commit) =>
        Assert.That(SourceCommit.Find(Variables(variables), Path.GetTempPath()), Is.EqualTo(commit));

    [Test]
    public void A_commit_is_read_from_a_working_copy_however_its_head_is_kept()
    {
        var (loose, packed) = (new string('b', 40), new string('c', 40));
        var root = Path.Combine(TestContext.CurrentContext.WorkDirectory, "copies", Guid.NewGuid().ToString("N"));
        var git = Directory.CreateDirectory(Path.Combine(root, ".git", "refs", "heads")).Parent!.Parent!.FullName;
        var project = Directory.CreateDirectory(Path.Combine(root, "src", "App")).FullName;
        try
        {
            File.WriteAllText(Path.Combine(git, "HEAD"), loose + "\n");
            Assert.That(SourceCommit.Find(Variables(""), project), Is.EqualTo(loose), "detached");
            File.WriteAllText(Path.Combine(git, "HEAD"), "ref: refs/heads/main\n");
            Assert.That(SourceCommit.Find(Variables(""), project), Is.Null, "no commit yet");
            File.WriteAllText(Path.Combine(git, "packed-refs"), $"# pack-refs\n{packed} refs/heads/main\n");
            Assert.That(SourceCommit.Find(Variables(""), project), Is.EqualTo(packed));
            File.WriteAllText(Path.Combine(git, "refs", "heads", "main"), loose + "\n");
            Assert.That(SourceCommit.Find(Variables(""), project), Is.EqualTo(loose));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }
}
