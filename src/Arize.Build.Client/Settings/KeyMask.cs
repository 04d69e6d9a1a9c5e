using System.Globalization;
using System.Text;

namespace Arize.Build.Client.Settings;

/// <summary>
/// Our own key in text that comes from elsewhere: a service may repeat it in a problem, a run's reason or a row. It is overwritten with asterisks in the answer's bytes, before anything reads
/// them, so that no name, message, report or record can hold it: as it is; with characters escaped as URLs, JSON or HTML do, in any mixture; and as base64, at any alignment, alone or within
/// other text.
/// </summary>
internal sealed class KeyMask
{
    /// <summary>Anything shorter may be part of any text.</summary>
    const int Shortest = 8;

    /// <summary>A key of words alone, as somebody may set in a test, is hidden only if it is longer than any name of the service: otherwise "completed" would hide the status of every run.</summary>
    const int LongestWord = 24;

    readonly byte[] key;
    readonly byte[][] starts;
    readonly byte[][] encoded;

    public KeyMask(string text)
    {
        key = text.Length < Shortest || IsWords(text) ? [] : Encoding.ASCII.GetBytes(text);
        if (key.Length == 0)
        {
            (starts, encoded) = ([], []);
            return;
        }
        // Where it may begin: with its first letters as they are, or with an escape of the first one.
        var plain = key.TakeWhile(c => char.IsAsciiLetterOrDigit((char)c)).Take(6).ToArray();
        starts =
        [
            plain.Length > 0 ? plain : [key[0]],
            .. new[] { $"\\u{key[0]:x4}", $"\\u{key[0]:X4}", $"%{key[0]:x2}", $"%{key[0]:X2}", $"&#{key[0]};", $"&#x{key[0]:x};", $"&#x{key[0]:X};" }
                .Distinct(StringComparer.Ordinal).Select(Encoding.ASCII.GetBytes),
            .. key[0] is (byte)'"' or (byte)'\\' or (byte)'/' ? new[] { new[] { (byte)'\\', key[0] } } : [],
            .. Named(key[0]) is { } named ? new[] { Encoding.ASCII.GetBytes(named) } : [],
        ];
        encoded = [.. Base64(key).SelectMany(b => new[] { b, b.Replace('+', '-').Replace('/', '_') }).Distinct(StringComparer.Ordinal).Select(Encoding.ASCII.GetBytes)];
    }

    /// <summary>Words in one casing, or with a capital, as texts, names and enum values have them.</summary>
    static bool IsWords(string text) => text.Length <= LongestWord && text.All(c => char.IsAsciiLetter(c) || c is '_' or '-' or ' ' or '.')
        && (!text.Skip(1).Any(char.IsAsciiLetterUpper) || !text.Any(char.IsAsciiLetterLower));

    /// <summary>Overwrites the key wherever it is in the bytes. JSON stays JSON: each byte becomes one asterisk.</summary>
    public void Hide(Span<byte> text)
    {
        foreach (var pattern in encoded)
            for (var rest = text; rest.IndexOf(pattern) is >= 0 and var at; rest = rest[(at + pattern.Length)..])
                rest.Slice(at, pattern.Length).Fill((byte)'*');
        foreach (var start in starts)
            for (var rest = text; rest.IndexOf(start) is >= 0 and var at;)
            {
                var length = LengthAt(rest[at..]);
                if (length > 0)
                    rest.Slice(at, length).Fill((byte)'*');
                rest = rest[(at + Math.Max(length, 1))..];
            }
    }

    /// <summary>The text without the key.</summary>
    public string Hide(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Hide(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>How many bytes at the start are the whole key, each character as it is or escaped; 0 if they are not.</summary>
    int LengthAt(ReadOnlySpan<byte> text)
    {
        var at = 0;
        foreach (var c in key)
        {
            var length = at < text.Length ? OneAt(text[at..], c) : 0;
            if (length == 0)
                return 0;
            at += length;
        }
        return at;
    }

    static int OneAt(ReadOnlySpan<byte> text, byte c)
    {
        if (text[0] == '\\' && text.Length > 1)
        {
            if (text[1] == 'u' && text.Length >= 6 && IsHex(text[2..6], c))
                return 6;
            if (text[1] == c && (c is (byte)'"' or (byte)'\\' or (byte)'/'))
                return 2;
        }
        if (text[0] == '%' && text.Length >= 3 && IsHex(text[1..3], c))
            return 3;
        if (text[0] == '&' && Entity(text, c) is > 0 and var length)
            return length;
        return text[0] == c ? 1 : 0;
    }

    static int Entity(ReadOnlySpan<byte> text, byte c)
    {
        var end = text[..Math.Min(text.Length, 8)].IndexOf((byte)';');
        if (end < 2)
            return 0;
        var name = text[..(end + 1)];
        if (Named(c) is { } named && name.SequenceEqual(Encoding.ASCII.GetBytes(named)))
            return name.Length;
        if (name[1] != '#' || name.Length < 4)
            return 0;
        var isHex = name[2] is (byte)'x' or (byte)'X';
        var digits = Encoding.ASCII.GetString(isHex ? name[3..^1] : name[2..^1]);
        return int.TryParse(digits, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code == c ? name.Length : 0;
    }

    static string? Named(byte c) => (char)c switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&apos;",
        _ => null,
    };

    static bool IsHex(ReadOnlySpan<byte> digits, byte c) =>
        int.TryParse(Encoding.ASCII.GetString(digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && code == c;

    /// <summary>The characters of base64 that the key alone decides, for each of the three places at which it can begin within other text.</summary>
    static IEnumerable<string> Base64(byte[] key)
    {
        for (var before = 0; before < 3; before++)
        {
            var text = Convert.ToBase64String([.. new byte[before], .. key]);
            var first = (before * 8 + 5) / 6;
            yield return text[first..((before + key.Length) * 8 / 6)];
        }
    }
}
