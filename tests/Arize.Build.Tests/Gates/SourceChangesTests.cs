using System.Diagnostics;
using Arize.Build.Gates.Builds;

namespace Arize.Build.Tests.Gates;

/// <summary>What a working copy has besides its commit, as Git sees it.</summary>
public sealed class SourceChangesTests
{
    DirectoryInfo folder = null!;

    [SetUp]
    public void MakeWorkingCopy()
    {
        folder = Directory.CreateTempSubdirectory("sources");
        Git("init", "-q");
        Write("App.cs", "class App;\n");
        Write("docs/a.md", "a\n");
        Write(".gitignore", "bin\n");
        Commit();
    }

    [TearDown]
    public void Remove()
    {
        foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories))
            file.Attributes = FileAttributes.Normal; // Git's own files are read-only
        folder.Delete(recursive: true);
    }

    string? Hash(string below = "") => SourceChanges.HashOf(Path.Combine(folder.FullName, below), Path.Combine(folder.FullName, "artifacts", "arize"));

    void Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    void Commit()
    {
        Git("add", "-A");
        Git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-q", "-m", "x");
    }

    string Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = folder.FullName, RedirectStandardOutput = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var git = Process.Start(start)!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.That(git.ExitCode, Is.Zero, string.Join(' ', arguments));
        return output.Trim();
    }

    [Test]
    public void Untracked_and_ignored_files_and_records_are_no_changes()
    {
        Write("artifacts/arize/release/verdict.json", "{}");
        Git("add", "-f", "artifacts/arize/release/verdict.json");
        Commit();
        Write("new.cs", "x");
        Write("bin/App.dll", "x");
        Write("artifacts/arize/release/verdict.json", "{ }");
        Assert.That(Hash(), Is.EqualTo(SourceChanges.None));
    }

    [Test]
    public void A_changed_tracked_file_is_a_change_from_any_folder_staged_or_not()
    {
        Write("App.cs", "class App2;\n");
        var changed = Hash();
        Assert.That(changed, Has.Length.EqualTo(64));
        Git("add", "App.cs");
        Assert.That(Hash("docs"), Is.EqualTo(changed));
        Write("App.cs", "class App3;\n");
        Assert.That(Hash(), Is.Not.EqualTo(changed));
        Write("App.cs", "class App;\n");
        Assert.That(Hash(), Is.EqualTo(SourceChanges.None), "as it was");
    }

    [Test]
    public void A_removed_file_and_a_file_that_was_added_are_changes()
    {
        File.Delete(Path.Combine(folder.FullName, "docs", "a.md"));
        var removed = Hash();
        Write("docs/ü b.md", "b\n");
        Git("add", "docs/ü b.md");
        Assert.That(new[] { SourceChanges.None, removed, Hash() }, Is.Unique);
    }

    /// <summary>How Git shows differences is a matter of settings, and another machine has others.</summary>
    [Test]
    public void Settings_of_Git_do_not_change_the_hash()
    {
        Write("App.cs", "class App2;\n");
        var changed = Hash();
        foreach (var (name, value) in new[] { ("diff.noprefix", "true"), ("diff.context", "9"), ("diff.relative", "true"), ("color.diff", "always"), ("diff.external", "false"), ("core.quotePath", "true") })
            Git("config", name, value);
        Assert.That(Hash("docs"), Is.EqualTo(changed));
    }

    [Test]
    [FaultRow("50", "a folder that is no working copy", "what is changed is not known")]
    public void Without_a_working_copy_or_a_commit_nothing_is_known()
    {
        var empty = Directory.CreateTempSubdirectory("no-copy");
        Assert.That(SourceChanges.HashOf(empty.FullName, empty.FullName), Is.Null);
        empty.Delete();
        foreach (var file in folder.GetDirectories(".git")[0].EnumerateFiles("*", SearchOption.AllDirectories))
            file.Attributes = FileAttributes.Normal;
        folder.GetDirectories(".git")[0].Delete(recursive: true);
        Git("init", "-q");
        Assert.That(Hash(), Is.Null);
    }

    /// <summary>Refs in tables instead of files: HEAD itself names no commit there. Git knows it from 2.45 on; with an older Git, only the build does.</summary>
    [Test]
    public void A_commit_of_a_repository_with_reftables_is_found()
    {
        var hasReftables = Version.Parse(string.Join('.', Git("version").Split(' ')[2].Split('.').Take(2))) >= new Version(2, 45);
        Directory.Move(Path.Combine(folder.FullName, ".git"), Path.Combine(folder.FullName, "bin"));
        if (hasReftables)
        {
            Git("init", "-q", "--ref-format=reftable");
            Commit();
        }
        else
        {
            Write(".git/HEAD", "ref: refs/heads/.invalid\n");
            Write(".git/config", "[core]\n\trepositoryformatversion = 1\n[extensions]\n\trefStorage = reftable\n");
            Write(".git/refs/heads", "this repository uses the reftable format\n");
            Write(".git/reftable/tables.list", "0x000000000001-0x000000000002-a1b2c3d4.ref\n");
            Directory.CreateDirectory(Path.Combine(folder.FullName, ".git", "objects"));
        }
        var (known, revision) = (hasReftables ? Git("rev-parse", "HEAD") : null, new string('d', 40));
        Assert.That(SourceCommit.Find(new Dictionary<string, string>(), folder.FullName), Is.EqualTo(known));
        Assert.That(SourceCommit.Find(new Dictionary<string, string>(), folder.FullName, revision), Is.EqualTo(known ?? revision));
    }

    [Test]
    public void The_revision_of_the_build_is_the_last_source_of_the_commit()
    {
        var (build, other) = (new string('d', 40), Git("rev-parse", "HEAD"));
        Assert.That(SourceCommit.Find(new Dictionary<string, string>(), folder.FullName, build), Is.EqualTo(other));
        Assert.That(SourceCommit.Find(new Dictionary<string, string>(), Path.GetTempPath(), build), Is.EqualTo(build));
        Assert.That(SourceCommit.Find(new Dictionary<string, string>(), Path.GetTempPath(), "1.0+local"), Is.Null);
    }
}
