using System.Globalization;
using System.Text.RegularExpressions;

namespace Arize.Build.Tests.Documentation;

/// <summary>The numbers of docs/choosing-criteria.md.</summary>
public sealed partial class CriteriaPageTests
{
    [Test]
    public void The_examples_that_a_drop_needs_follow_from_the_smallest_visible_drop()
    {
        var rows = Row().Matches(Pages.Read("docs/choosing-criteria.md")).Select(m => (Drop: Number(m.Groups[1]) / 100, Examples: Number(m.Groups[2]))).ToArray();
        Assert.That(rows, Has.Length.EqualTo(4));
        // 2.4865 sd / sqrt(n), where one example in twenty turns: a variance of 0.05.
        Assert.That(rows.Select(r => r.Examples), Is.EqualTo(rows.Select(r => Math.Ceiling(2.4865 * 2.4865 * 0.05 / (r.Drop * r.Drop)))));

        static double Number(Group text) => double.Parse(text.Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^\| (\d+) points? \| (\d+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
