using System.Text.RegularExpressions;

namespace Arize.Build.Tests.Documentation;

/// <summary>No code block is left out: a test runs it, or it stands word for word in a test or a sample, or the page says why not.</summary>
public sealed partial class BlockTests
{
    /// <summary>Who runs all blocks of a language on a page.</summary>
    static readonly (string Pages, string Language, string Test)[] Runners =
    [
        (@"^README\.md$", "", "MainJobTests.The_readme_opens_with_the_main_job_and_the_tests"),
        (@"^(README|docs/gates|docs/ci)\.md$", "xml", "DocumentationTests.The_gates_of_the_pages_pass"),
        (@"^README\.md$", "csharp", "CakeDocumentationTests.The_readme_says_what_the_overview_says"),
        (@"^README\.md$|^docs/(baselines|ci|gates|replay|emulator)\.md$", "console", "PageCommandTests.Every_command_of_the_pages_runs"),
        (@"^docs/getting-started\.md$", "console", "GettingStartedTests.The_guide_works_word_for_word"),
        (@"^docs/own-application\.md$", "console", "OwnApplicationTests.The_command_of_the_page_publishes"),
        (@"^docs/canary\.md$", "xml", "CanaryTests.The_project_and_the_command_of_the_page_judge_the_canary"),
        (@"^docs/canary\.md$", "console", "CanaryTests.The_project_and_the_command_of_the_page_judge_the_canary"),
        (@"^docs/tasks/", "xml", "DocumentationTests.Every_example_of_the_tasks_pages_runs"),
        (@"^docs/targets/", "xml", "DocumentationTests.The_examples_of_the_targets_pages_are_a_pipeline"),
        (@"^docs/targets/", "console", "DocumentationTests.The_examples_of_the_targets_pages_are_a_pipeline"),
        (@"^docs/cake(/.*)?\.md$|^docs/cake/", "csharp", "CakeDocumentationTests.Every_example_of_the_pages_runs"),
        (@"^docs/emulator\.md$", "json", "DocumentationTests.Every_scenario_in_the_documentation_can_be_read"),
        (@"^(README|docs/[a-z-]+)\.md$", "json", "GateExampleTests.Every_example_of_a_gate_file_is_read_and_is_valid"),
    ];

    static readonly string Verbatim = string.Concat(Sources("tests", "*.cs").Concat(Sources("samples", "*.csproj")).Concat(Sources("samples", "*.cs")).Concat(Sources("samples", "*.cake")).Select(Squeezed));

    static IEnumerable<CodeBlock> Blocks() => Pages.All.SelectMany(Pages.Blocks);

    [TestCaseSource(nameof(Blocks))]
    public void A_code_block_is_run_or_says_why_not(object block)
    {
        var code = (CodeBlock)block;
        if (code.Language == "text") // what something prints, or what nobody runs
            Assert.That(Command().IsMatch(code.Text), Is.False, "a command is no text: say console");
        else if (!NotRun().IsMatch(code.Before))
            Assert.That(Runners.Any(r => r.Language == code.Language && Regex.IsMatch(code.Page, r.Pages)) || Verbatim.Contains(Squeezed(code.Text), StringComparison.Ordinal), Is.True,
                "No test runs it. Add it to one, or write the reason in the line above: *Not run by a test: …*");
    }

    [Test]
    public void What_is_said_to_run_them_exists()
    {
        foreach (var runner in Runners)
        {
            var name = runner.Test.Split('.');
            Assert.That(Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), $"{name[0]}.cs", SearchOption.AllDirectories).Any(f => File.ReadAllText(f).Contains($" {name[1]}(", StringComparison.Ordinal)), runner.Test);
            Assert.That(Blocks().Any(b => b.Language == runner.Language && Regex.IsMatch(b.Page, runner.Pages)), $"{runner.Test} runs nothing");
        }
    }

    [Test]
    public void Indented_blocks_hold_output_only()
    {
        foreach (var page in Pages.All)
            Assert.That(Pages.Prose(page).Split("\n\n").Where(p => p.StartsWith("    ", StringComparison.Ordinal) && Command().IsMatch(p.TrimStart())), Is.Empty, page);
    }

    static IEnumerable<string> Sources(string folder, string pattern) => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), pattern, SearchOption.AllDirectories)
        .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(p => p is "bin" or "obj")).Select(File.ReadAllText);

    static string Squeezed(string text) => Space().Replace(text, "");

    [GeneratedRegex(@"\A(dotnet|arize-emulator|[{<]|Task\()")]
    private static partial Regex Command();

    [GeneratedRegex(@"^\*Not run by a test: .{10,}\*$")]
    private static partial Regex NotRun();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
