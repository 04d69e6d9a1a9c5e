using System.Globalization;
using System.Text;

namespace Arize.Build.Client;

/// <summary>
/// Text from the service (or a file) on its way to a log. A CI agent obeys <c>##vso[…]</c> and <c>::error::</c>, a terminal obeys
/// escape sequences, and bidirectional controls make text read as something else: none of it survives here.
/// </summary>
public static class RemoteText
{
    /// <summary>The most characters of one remote text that a message shows.</summary>
    public const int MaxLength = 1000;

    /// <summary>A name or a value in single quotes, as a message shows it: one harmless line of at most 200 characters.</summary>
    /// <param name="value">Any text.</param>
    internal static string Quote(string value) => $"'{OneLine(value, 200)}'";

    /// <summary>One harmless line: control, line-separator and bidirectional characters and lone surrogates become visible escapes, <c>##</c> and a leading <c>::</c> are broken.</summary>
    /// <param name="text">Any text; null is read as empty.</param>
    /// <param name="maxLength">The most characters to show; longer text ends in an ellipsis.</param>
    public static string OneLine(string? text, int maxLength = MaxLength)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var line = new StringBuilder(Math.Min(text.Length, maxLength) + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var next = Next(text, ref i, line);
            if (line.Length + next.Length > maxLength)
                return line.Append('…').ToString();
            line.Append(next);
        }
        return line.ToString();
    }

    static string Next(string text, ref int i, StringBuilder line)
    {
        var c = text[i];
        if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            return $"{c}{text[++i]}";
        if (c is '\r' or '\n' or '\t')
            return " ";
        if (MustEscape(c))
            return string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
        return c == '#' && line.Length > 0 && line[^1] == '#' ? " #" : c == ':' && IsFirstColon(line) ? " :" : c.ToString();
    }

    /// <summary>GitHub's runner obeys <c>::</c> at the start of a line, and after white space there.</summary>
    static bool IsFirstColon(StringBuilder line)
    {
        if (line.Length == 0 || line[^1] != ':')
            return false;
        for (var i = 0; i < line.Length - 1; i++)
            if (!char.IsWhiteSpace(line[i]))
                return false;
        return true;
    }

    static bool MustEscape(char c) =>
        char.IsControl(c) || char.IsSurrogate(c)
        || c is '\u2028' or '\u2029' or '\u061C' or '\u200E' or '\u200F'
        || c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069';
}
