using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Arize.Build.Client;
using Arize.Build.Gates;
using Arize.Build.Tasks;
using Microsoft.Build.Framework;

namespace Arize.Build.Tests.Conventions;

/// <summary>What the code must be like, read off the code itself.</summary>
public sealed partial class CodebaseTests
{
    static readonly Assembly[] Shipped = [typeof(ArizeClient).Assembly, typeof(IBuildLog).Assembly, typeof(ArizeBuildTask).Assembly];

    static readonly FieldInfo[] CodeFields = [.. new[] { typeof(ArizeErrorCode), typeof(GateErrorCode) }.SelectMany(t => t.GetFields())];

    static readonly string[] Kinds = [.. CodeFields.Select(CodeOf).Order(StringComparer.Ordinal)];

    static string CodeOf(FieldInfo field) => (string)field.GetRawConstantValue()!;

    static IEnumerable<(string Path, string Text)> Files(string folder, params string[] endings) =>
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories)
        where endings.Contains(Path.GetExtension(file)) && !Path.GetRelativePath(Repository.Root, file).Split(Path.DirectorySeparatorChar).Any(p => p is "bin" or "obj")
        select (Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'), File.ReadAllText(file));

    static IEnumerable<(string Path, string Text)> Sources => new[] { "Arize.Build.Client", "Arize.Build.Gates", "Arize.Build.Tasks" }.SelectMany(p => Files($"src/{p}", ".cs"));

    static string[] FilesWith(string pattern) => [.. Sources.Where(f => Regex.IsMatch(f.Text, pattern)).Select(f => f.Path)];

    [Test]
    public void Every_code_has_a_page_and_a_line_in_the_index_and_every_page_a_code()
    {
        // 0xxx are of the package and the host: they are written where they are raised.
        var ofTheHost = Sources.Concat(Files("src/Arize.Build.Tasks", ".targets", ".props")).SelectMany(f => HostCode().Matches(f.Text)).Select(m => m.Value).Distinct();
        var codes = Kinds.Concat(ofTheHost).Distinct().Order(StringComparer.Ordinal).ToArray();
        var pages = Files("docs/errors", ".md").OrderBy(p => p.Path, StringComparer.Ordinal).ToArray();
        Assert.That(pages.Select(p => Path.GetFileNameWithoutExtension(p.Path)), Is.EqualTo(codes));
        Assert.That(pages.Select(p => Heading().Match(p.Text).Groups[1].Value), Is.EqualTo(codes));
        Assert.That(pages.Select(p => p.Text), Has.All.Contains("\n## What to do\n"));
        Assert.That(Line().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "errors.md"))).Select(m => m.Groups[1].Value), Is.EqualTo(codes));
    }

    [TestCaseSource(nameof(Kinds))]
    public void Every_code_is_raised_by_a_test(string code)
    {
        var kind = CodeFields.Single(f => CodeOf(f) == code).Name;
        Assert.That(Files("tests", ".cs").Any(f => !f.Path.Contains("/Conventions/", StringComparison.Ordinal) && Regex.IsMatch(f.Text, $@"\b{code}\b|(Arize|Gate)ErrorCode\.{kind}\b")), Is.True);
    }

    [Test]
    public void Codes_are_unique_and_of_a_known_family()
    {
        Assert.That(Kinds, Is.Unique);
        Assert.That(Kinds, Has.All.Match("^ARIZE[1-4][0-9]{3}$"));
    }

    [Test]
    public void RestSharp_is_known_to_one_file() => Assert.That(FilesWith(@"using RestSharp|RestSharp\."), Is.EqualTo(new[] { "src/Arize.Build.Client/Http/Transport.cs" }));

    [Test]
    public void HTTP_is_spoken_in_one_folder() =>
        Assert.That(FilesWith(@"new HttpClient\b|new SocketsHttpHandler\b|HttpRequestMessage\b"), Has.All.StartWith("src/Arize.Build.Client/Http/"));

    [Test]
    public void What_is_of_the_wire_is_internal() =>
        Assert.That(Shipped.SelectMany(a => a.GetExportedTypes()).Where(t => t.Namespace is { } n && n.EndsWith(".Http", StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void Nothing_is_written_to_the_console() => Assert.That(FilesWith(@"\bConsole\s*\."), Is.Empty);

    [Test]
    public void Time_comes_from_the_clock_that_is_handed_in() =>
        Assert.That(FilesWith(@"\bDateTime(Offset)?\.(Utc)?Now\b|\bStopwatch\b|TickCount|Thread\.Sleep|Task\.Delay\((?![^;]*\b(Time|TimeProvider|timeProvider)\b)"), Is.Empty);

    [Test]
    public void No_file_that_MSBuild_reads_mentions_the_keys_variable() =>
        Assert.That(Files("src/Arize.Build.Tasks", ".props", ".targets").Where(f => f.Text.Contains("ARIZE_API_KEY", StringComparison.OrdinalIgnoreCase)).Select(f => f.Path), Is.Empty);

    static IEnumerable<Type> TaskTypes => typeof(ArizeBuildTask).Assembly.GetExportedTypes().Where(t => typeof(ITask).IsAssignableFrom(t) && !t.IsAbstract);

    [TestCaseSource(nameof(TaskTypes))]
    public void Every_task_has_a_page_that_names_its_parameters_and_outputs(Type task)
    {
        var index = File.ReadAllText(Path.Combine(Repository.Root, "docs", "tasks.md"));
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "tasks", $"{task.Name}.md"));
        var properties = task.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.DeclaringType!.Assembly == task.Assembly).ToLookup(p => p.DeclaringType == typeof(ArizeBuildTask));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(index, Does.Contain($"(tasks/{task.Name}.md)"));
            Assert.That(properties[false].Select(p => $"| `{p.Name}` |"), Has.All.Matches<string>(row => page.Contains(row, StringComparison.Ordinal)));
            // What all tasks have is said once.
            Assert.That(properties[true].Select(p => $"| `{p.Name}` |"), Has.All.Matches<string>(row => index.Contains(row, StringComparison.Ordinal)));
        }
    }

    [Test]
    public void Every_target_for_people_has_a_page_that_the_gates_page_links_to()
    {
        var targets = Targets().Descendants().Where(e => e.Name.LocalName == "Target")
            .Select(e => (string)e.Attribute("Name")!).Where(n => !n.StartsWith('_') && n != "ArizeGateEvaluation").ToArray();
        Assert.That(Files("docs/targets", ".md").Select(p => Path.GetFileNameWithoutExtension(p.Path)), Is.EquivalentTo(targets));
        var gates = File.ReadAllText(Path.Combine(Repository.Root, "docs", "gates.md"));
        Assert.That(targets, Has.All.Matches<string>(t => gates.Contains($"(targets/{t}.md)", StringComparison.Ordinal)));
    }

    [Test]
    public void The_targets_know_the_metadata_that_a_gate_can_have() =>
        Assert.That(Targets().Descendants().Single(e => e.Name.LocalName == "_ArizeMetadata").Value.Split('|'), Is.EquivalentTo(GateItem.Known));

    static XDocument Targets() => XDocument.Load(Path.Combine(Repository.Root, "src", "Arize.Build.Tasks", "build", "Arize.Build.Tasks.targets"));

    [TestCaseSource(nameof(TaskTypes))]
    public void Every_task_is_declared_to_MSBuild(Type task)
    {
        Assert.That(Targets().Descendants().Count(e => e.Name.LocalName == "UsingTask" && (string?)e.Attribute("TaskName") == task.FullName), Is.EqualTo(1));
    }

    [TestCaseSource(nameof(TaskTypes))]
    public void No_task_has_a_parameter_for_the_key_and_all_parameters_are_texts_or_items(Type task)
    {
        var inputs = task.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.DeclaringType!.Assembly == task.Assembly && p.SetMethod?.IsPublic == true).ToArray();
        Assert.That(inputs.Select(p => p.Name), Has.None.EqualTo("ApiKey").IgnoreCase.And.None.EqualTo("Key").IgnoreCase);
        Assert.That(inputs.Select(p => p.PropertyType).Distinct(), Is.SubsetOf(new[] { typeof(string), typeof(ITaskItem[]), typeof(ITaskItem), typeof(IBuildEngine), typeof(ITaskHost) }));
    }

    [Test]
    public void Every_call_of_the_client_that_asks_the_service_can_be_cancelled()
    {
        var methods = typeof(ArizeClient).Assembly.GetExportedTypes().Where(t => t.Name.EndsWith("Client", StringComparison.Ordinal)).SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(m => m.Name.EndsWith("Async", StringComparison.Ordinal)).ToArray();
        Assert.That(methods, Is.Not.Empty);
        Assert.That(methods.Where(m => m.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken)).Select(m => m.Name), Is.Empty);
    }

    [Test]
    public void Every_answer_that_is_awaited_in_the_library_needs_no_context_back() =>
        Assert.That(FilesWith(@"\bawait [^;]*;") is { Length: > 5 } && Sources.All(f => !f.Text.Contains("ConfigureAwait(true)", StringComparison.Ordinal)), Is.True);

    [Test]
    public void The_public_model_is_immutable()
    {
        var records = typeof(ArizeClient).Assembly.GetExportedTypes().Where(t => t.GetMethod("<Clone>$") is not null);
        var settable = from record in records
                       from property in record.GetProperties()
                       where property.SetMethod is { IsPublic: true } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit))
                       select $"{record.Name}.{property.Name}";
        Assert.That(settable, Is.Empty);
    }

    /// <summary>These say that code did not look: a document that lacks something is read with its own error.</summary>
    [Test]
    public void No_reference_to_null_and_no_wrong_cast_is_expected() =>
        Assert.That(Files("src", ".cs").Where(f => Regex.IsMatch(f.Text, @"\b(NullReferenceException|InvalidCastException)\b")).Select(f => f.Path), Is.Empty);

    [Test]
    public void No_two_passages_of_15_lines_are_alike()
    {
        const int Passage = 15;
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        var again = new List<string>();
        foreach (var (path, text) in Files("src", ".cs"))
        {
            var lines = text.Split('\n').Select((l, i) => (Text: l.Trim(), Number: i + 1)).Where(l => l.Text.Length > 0 && !NoCode().IsMatch(l.Text)).ToArray();
            for (var i = 0; i + Passage <= lines.Length; i++)
            {
                var passage = string.Join('\n', lines[i..(i + Passage)].Select(l => l.Text));
                if (!first.TryAdd(passage, $"{path}:{lines[i].Number}"))
                    again.Add($"{path}:{lines[i].Number} as {first[passage]}");
            }
        }
        Assert.That(first, Has.Count.GreaterThan(10_000));
        Assert.That(again, Is.Empty);
    }

    [GeneratedRegex(@"^//|^using [\w.= ]+;$")]
    private static partial Regex NoCode();

    [GeneratedRegex("^# (ARIZE[0-9]{4}): ")]
    private static partial Regex Heading();

    [GeneratedRegex("^\\| \\[(ARIZE[0-9]{4})\\]\\(errors/\\1\\.md\\) \\| .+ \\|$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex("\\bARIZE0[0-9]{3}\\b")]
    private static partial Regex HostCode();
}
