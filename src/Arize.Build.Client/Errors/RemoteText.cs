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

    /// <summary>One harmless line: control, line-separator and bidirectional characters and lone surrogates become visible escapes, <c>##</c> and a leading <c>::</c> are broken.</summary>
    /// <param name="text">Any text; null is read as empty.</param>
    /// <param name="maxLength">The most characters to show; longer text ends in an ellipsis.</param>
    public static string OneLine(string? text, int maxLength = MaxLength)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var line = new StringBuilder(Math.Min(text.Length, maxLength) + 16);
        for (var i = 0; i < text.Length && line.Length < maxLength; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                line.Append(c).Append(text[++i]);
            else if (c is '\r' or '\n' or '\t')
                line.Append(' ');
            else if (MustEscape(c))
                line.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else if (c == '#' && line.Length > 0 && line[^1] == '#')
                line.Append(" #");
            else
                line.Append(c);
            if (line.Length >= maxLength && i + 1 < text.Length)
                line.Append('…');
        }
        if (line.Length > 1 && line[0] == ':' && line[1] == ':')
            line.Insert(1, ' ');
        return line.ToString();
    }

    static bool MustEscape(char c) =>
        char.IsControl(c) || char.IsSurrogate(c)
        || c is '\u2028' or '\u2029' or '\u061C' or '\u200E' or '\u200F'
        || c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069';
}
