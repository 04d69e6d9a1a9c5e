using System.Text;

namespace Arize.Build.Gates.Reports;

/// <summary>Text in Markdown, as it is: no markup, no link, nobody mentioned.</summary>
internal static class MarkdownText
{
    /// <summary>Separates what a Markdown host would make a link or a mention of. It has no width and, unlike a space, no look.</summary>
    const string Apart = "&#8203;";

    /// <summary>Text in a sentence: every character that means something is escaped.</summary>
    public static string Prose(string? text)
    {
        var line = ReportText.Line(text);
        var prose = new StringBuilder(line.Length + 16);
        for (var i = 0; i < line.Length; i++)
            prose.Append(line[i] switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '@' => "@" + Apart,
                '#' => "\\#" + Apart,
                ':' when i + 2 < line.Length && line[i + 1] == '/' && line[i + 2] == '/' => ":" + Apart,
                '.' when i >= 3 && line.AsSpan(i - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase) => "." + Apart,
                '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '(' or ')' or '+' or '!' or '|' or '~' or '$' or '=' or '-' => "\\" + line[i],
                var c => c.ToString(),
            });
        return prose.ToString();
    }

    /// <summary>Text in a code span whose fence is longer than any run of backticks in it. In a table, a bar ends a cell even within a code span.</summary>
    public static string Code(string? text, int longest = 400)
    {
        var line = ReportText.Line(text, longest).Trim();
        if (line.Length == 0)
            return "";
        int run = 0, most = 0;
        foreach (var c in line)
            most = Math.Max(most, run = c == '`' ? run + 1 : 0);
        var fence = new string('`', most + 1);
        var space = line[0] == '`' || line[^1] == '`' ? " " : "";
        return $"{fence}{space}{line.Replace("|", "\\|", StringComparison.Ordinal)}{space}{fence}";
    }
}
