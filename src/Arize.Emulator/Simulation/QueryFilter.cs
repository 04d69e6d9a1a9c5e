using System.Globalization;
using System.Text.RegularExpressions;
using Arize.Emulator.State;

namespace Arize.Emulator.Simulation;

/// <summary>
/// The part of the filter language that the emulator understands: comparisons of a column with a text or a number, joined by <c>and</c>.
/// </summary>
/// <example><c>category = 'refunds' and difficulty != 'hard'</c></example>
sealed partial class QueryFilter
{
    readonly List<(string Column, string Operator, string Value)> terms = [];

    /// <summary>Null when the text is not of the part understood.</summary>
    public static QueryFilter? Parse(string text)
    {
        var filter = new QueryFilter();
        foreach (var part in And().Split(text.Trim()))
        {
            var match = Term().Match(part);
            if (!match.Success)
                return null;

            var value = match.Groups["text"].Success ? match.Groups["text"] : match.Groups["number"];
            filter.terms.Add((match.Groups["column"].Value, match.Groups["operator"].Value, value.Value));
        }

        return filter;
    }

    public bool Matches(Example example) => terms.TrueForAll(term => Holds(example.Text(term.Column), term.Operator, term.Value));

    static bool Holds(string? actual, string comparison, string wanted)
    {
        if (comparison is "=" or "==")
            return actual is not null && Order(actual, wanted) == 0;
        if (comparison is "!=")
            return actual is null || Order(actual, wanted) != 0;
        if (actual is null)
            return false;

        var order = Order(actual, wanted);
        return comparison switch { "<" => order < 0, "<=" => order <= 0, ">" => order > 0, _ => order >= 0 };
    }

    static int Order(string left, string right) =>
        Number(left) is { } l && Number(right) is { } r ? l.CompareTo(r) : string.CompareOrdinal(left, right);

    static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"\s+and\s+(?=(?:[^']*'[^']*')*[^']*$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex And();

    [GeneratedRegex(
        @"^\s*(?<column>[A-Za-z_][\w.\-]*)\s*(?<operator>==|!=|<=|>=|=|<|>)\s*(?:'(?<text>[^']*)'|(?<number>-?[0-9]+(?:\.[0-9]+)?))\s*$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Term();
}
