using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Arize.Build.Tests.Documentation;

/// <summary>The files of samples/ci are YAML, do what docs/ci.md says, and hand the key to the one step that asks.</summary>
public sealed partial class CiFileTests
{
    static readonly string Folder = Path.Combine(Repository.Root, "samples", "ci");

    static IEnumerable<string> Files() => Directory.EnumerateFiles(Folder, "*.yml", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal);

    [Test]
    public void The_page_lists_every_file() =>
        Assert.That(Listed().Matches(Pages.Read("docs/ci.md")).Select(m => m.Groups[1].Value).Distinct(), Is.EquivalentTo(Files()));

    [TestCaseSource(nameof(Files))]
    public void The_commands_of_a_file_are_those_of_the_page(string file)
    {
        var commands = Commands(file).ToArray();
        var page = Pages.Blocks("docs/ci.md").Where(b => b.Language == "console").SelectMany(b => b.Text.Split('\n')).Concat(Inline().Matches(Pages.Prose("docs/ci.md")).Select(m => m.Groups[1].Value)).ToArray();
        Assert.That(commands, Is.Not.Empty);
        // A file may say more with options; the page has the command.
        Assert.That(commands.Where(c => !page.Any(p => c == p || c.StartsWith($"{p} -p:Arize", StringComparison.Ordinal))), Is.Empty);
    }

    [Test]
    public void The_commands_of_the_page_are_in_a_file()
    {
        var files = Files().SelectMany(Commands).ToArray();
        var page = Pages.Blocks("docs/ci.md").Where(b => b.Language == "console").SelectMany(b => b.Text.Split('\n'));
        Assert.That(page.Where(p => !files.Any(f => f == p || f.StartsWith($"{p} -p:Arize", StringComparison.Ordinal))), Is.Empty);
    }

    [TestCaseSource(nameof(Files))]
    public void The_key_is_only_ever_in_an_environment(string file)
    {
        var yaml = Read(file);
        var held = Pairs(yaml).Where(p => p.Value is YamlScalarNode { Value: { } text } && Secret().IsMatch(text)).Select(p => ((YamlScalarNode)p.Key).Value).Distinct();
        Assert.That(held, Is.SubsetOf(new[] { "ARIZE_API_KEY" }));
        Assert.That(Commands(file), Has.None.Contains("KEY=").And.None.Contains("arize-api-key"));
    }

    [TestCaseSource(nameof(Files))]
    public void A_job_that_asks_a_gate_may_take_longer_than_the_gate(string file)
    {
        var limits = Pairs(Read(file)).Where(p => ((YamlScalarNode)p.Key).Value is "timeout-minutes" or "timeoutInMinutes" or "timeout").Select(p => int.Parse(((YamlScalarNode)p.Value).Value!.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
        Assert.That(limits, Is.Not.Empty.And.All.GreaterThan(60));
    }

    [TestCase("github/pull-request.yml", "gh pr comment")]
    [TestCase("gitlab-ci.yml", "glab api")]
    [TestCase("azure-pipelines.yml", "SYSTEM_ACCESSTOKEN")]
    public void The_comment_of_a_file_is_that_of_the_page_and_its_report_that_of_its_gate(string file, string command)
    {
        var comment = Pages.Blocks("docs/ci.md").Single(b => b.Language == "sh" && b.Text.Contains(command, StringComparison.Ordinal)).Text.TrimEnd();
        var step = Pairs(Read(file)).Where(p => ((YamlScalarNode)p.Key).Value is "run" or "script").SelectMany(p => p.Value.AllNodes.OfType<YamlScalarNode>()).Select(s => s.Value!.TrimEnd());
        Assert.That(step, Has.One.EqualTo(comment));
        Assert.That(comment, Does.Contain($"Shop/artifacts/arize/{(file.StartsWith("azure", StringComparison.Ordinal) ? "release" : "pull-request")}/summary.md"));
    }

    static YamlNode Read(string file)
    {
        var yaml = new YamlStream();
        using var reader = File.OpenText(Path.Combine(Folder, file));
        yaml.Load(reader);
        return yaml.Documents.Single().RootNode;
    }

    static IEnumerable<KeyValuePair<YamlNode, YamlNode>> Pairs(YamlNode yaml) => yaml.AllNodes.OfType<YamlMappingNode>().SelectMany(m => m.Children);

    /// <summary>The dotnet lines of all steps.</summary>
    static IEnumerable<string> Commands(string file) => Pairs(Read(file)).Where(p => ((YamlScalarNode)p.Key).Value is "run" or "script" or "after_script")
        .SelectMany(p => p.Value.AllNodes.OfType<YamlScalarNode>()).SelectMany(s => s.Value!.Split('\n')).Select(l => l.Trim()).Where(l => l.StartsWith("dotnet ", StringComparison.Ordinal));

    [GeneratedRegex(@"\]\(\.\./samples/ci/([\w/.-]+\.yml)\)")]
    private static partial Regex Listed();

    [GeneratedRegex("`(dotnet [^`]+)`")]
    private static partial Regex Inline();

    [GeneratedRegex(@"secrets\.|\$\(arize-api-key\)")]
    private static partial Regex Secret();
}
