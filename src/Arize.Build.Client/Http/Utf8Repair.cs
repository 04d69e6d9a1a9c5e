using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace Arize.Build.Client.Http;

/// <summary>
/// Services cut texts within a character: half of a UTF-8 sequence, or half of an escaped pair as in <c>"\ud83d"</c>. JSON readers take such a document and fail when its text is read.
/// A reader that is shown the replacement character instead loses nothing that it could have read.
/// </summary>
internal static class Utf8Repair
{
    /// <summary>How long an escape such as <c>\ud83d</c> is.</summary>
    public const int EscapeLength = 6;

    /// <summary>The document with every half character replaced by U+FFFD; the same memory, changed in place, where it is UTF-8.</summary>
    public static Memory<byte> In(Memory<byte> json)
    {
        if (!Utf8.IsValid(json.Span))
            json = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json.Span));
        for (var rest = json.Span; rest.IndexOf((byte)'\\') is >= 0 and var at;)
        {
            rest = rest[at..];
            var unit = Escaped(rest);
            var isPair = unit is { } high && char.IsHighSurrogate(high) && Escaped(rest[EscapeLength..]) is { } low && char.IsLowSurrogate(low);
            if (!isPair && unit is { } alone && char.IsSurrogate(alone))
                "FFFD"u8.CopyTo(rest[2..]);
            // Any other escape, as \\ and \n, is two bytes long.
            rest = rest[Math.Min(isPair ? 2 * EscapeLength : unit is null ? 2 : EscapeLength, rest.Length)..];
        }
        return json;
    }

    /// <summary>The UTF-16 unit of an escape such as <c>\ud83d</c> at the start; null if there is none.</summary>
    public static char? Escaped(ReadOnlySpan<byte> at) =>
        at.Length >= EscapeLength && at[0] == '\\' && at[1] == 'u' && Utf8Parser.TryParse(at[2..EscapeLength], out ushort unit, out var used, 'X') && used == 4 ? (char)unit : null;
}
