using System.Text.RegularExpressions;
using Arize.Build.Tests.Documentation;

namespace Arize.Build.Tests.Conventions;

/// <summary>
/// Phrases that the project no longer uses: they read like a translation. Pages, messages, comments, schemas, templates and samples are checked.
/// </summary>
public sealed partial class StyleTests
{
    /// <summary>Data, not prose: the questions and answers of the golden sets are those of customers.</summary>
    static readonly string[] Data = ["src/Arize.Emulator/Scenarios/", "/help-pages.json"];

    static readonly string[] Extensions = [".cs", ".md", ".json", ".targets", ".props", ".csproj", ".yml", ".cake"];

    static IEnumerable<string> Files() => Pages.All.Concat(
        from folder in new[] { "src", "schemas", "samples", "build" }
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.*", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')
        where Extensions.Contains(Path.GetExtension(file)) && !path.Split('/').Any(p => p is "bin" or "obj" or "artifacts" or "tools")
            && !Data.Any(d => path.Contains(d, StringComparison.Ordinal))
        select path);

    [Test]
    public void No_text_has_a_phrase_that_the_project_no_longer_uses()
    {
        var found = from file in Files()
                    from line in File.ReadLines(Path.Combine(Repository.Root, file)).Select((text, index) => (text, number: index + 1))
                    from Match phrase in Phrase().Matches(line.text)
                    select $"{file}({line.number}): '{phrase.Value}'";

        Assert.That(found, Is.Empty);
    }

    [Test]
    public void The_files_that_are_checked_are_there()
    {
        var folders = Files().Select(f => f.Split('/')[0]).Distinct();

        Assert.That(folders, Is.SupersetOf(new[] { "CHANGELOG.md", "docs", "src", "schemas", "samples", "build" }));
    }

    [TestCase("The build asks a gate.")]
    [TestCase("It was said twice.")]
    [TestCase("One run at the most.")]
    [TestCase("Each has a small folder of its own.")]
    [TestCase("It could not be judged.")]
    public void A_phrase_is_found(string text) => Assert.That(Phrase().IsMatch(text));

    [TestCase("Each has its own folder.")]
    [TestCase("At most one run is triggered.")]
    public void Plain_English_is_not_found(string text) => Assert.That(Phrase().IsMatch(text), Is.False);

    [GeneratedRegex(
        """
        \b(?:asks?\ a\ gate|gate\ is\ asked|asked\ first|looks?\ at\ a\ run|(?:is|are|was)\ said|at\ the\ most|whoever|the\ very\ same
        |an?\ (?:\w+\ )?\w+\ of\ its\ own|stands\ in|is\ no\ (?:number|id)|could\ not\ be\ judged|bad\ side|comes\ to)\b
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Phrase();
}
