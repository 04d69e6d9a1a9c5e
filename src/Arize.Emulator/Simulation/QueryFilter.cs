using System.Globalization;
using System.Text.RegularExpressions;
using Arize.Emulator.State;

namespace Arize.Emulator.Simulation;

/// <summary>
/// The part of the filter language that the emulator understands: comparisons of a column with a text or a number, and <c>is null</c> or <c>is not null</c>, joined by <c>and</c>. A text in
/// quotation marks is compared as text, even if it looks like a number.
/// </summary>
/// <example><c>category = 'refunds' and difficulty != 'hard'</c></example>
sealed partial class QueryFilter
{
    readonly List<(string Column, string Operator, string Value, bool IsText)> terms = [];

    public IEnumerable<string> Columns => terms.Select(term => term.Column);

    /// <summary>Null when the text is not of the part understood.</summary>
    public static QueryFilter? Parse(string text)
    {
        var filter = new QueryFilter();
        foreach (var part in And().Split(text.Trim()))
        {
            var match = Term().Match(part);
            if (!match.Success)
                return null;

            var isText = match.Groups["text"].Success;
            var comparison = match.Groups["null"].Success ? match.Groups["not"].Success ? "is not null" : "is null" : match.Groups["operator"].Value;
            filter.terms.Add((match.Groups["column"].Value, comparison, match.Groups[isText ? "text" : "number"].Value, isText));
        }

        return filter;
    }

    public bool Matches(Example example) => Matches(example.Text);

    /// <param name="text">A column as text; null when absent.</param>
    public bool Matches(Func<string, string?> text) => terms.TrueForAll(term => Holds(text(term.Column), term.Operator, term.Value, term.IsText));

    static bool Holds(string? actual, string comparison, string wanted, bool isText)
    {
        if (comparison is "is null" or "is not null")
            return actual is null == comparison is "is null";
        if (comparison is "=" or "==")
            return actual is not null && Order(actual, wanted, isText) == 0;
        if (comparison is "!=")
            return actual is null || Order(actual, wanted, isText) != 0;
        if (actual is null)
            return false;

        var order = Order(actual, wanted, isText);
        return comparison switch { "<" => order < 0, "<=" => order <= 0, ">" => order > 0, _ => order >= 0 };
    }

    static int Order(string left, string right, bool isText) =>
        !isText && Number(left) is { } l && Number(right) is { } r ? l.CompareTo(r) : string.CompareOrdinal(left, right);

    static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"\s+and\s+(?=(?:[^']*'[^']*')*[^']*$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex And();

    [GeneratedRegex(
        @"^\s*(?<column>[A-Za-z_][\w.\-]*)(?:\s*(?<operator>==|!=|<=|>=|=|<|>)\s*(?:'(?<text>[^']*)'|(?<number>-?[0-9]+(?:\.[0-9]+)?))|\s+is\s+(?<not>not\s+)?(?<null>null))\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Term();
}
