using System.Text;
using System.Text.RegularExpressions;

namespace Arize.Build.Client.Resolution;

/// <summary>
/// Tells ids from names. An id is base64 of text such as <c>OnlineTask:45:qRwX</c>. The official clients call anything an id that decodes to text with a
/// colon, so that <c>OpsDaily</c> or <c>Ojo6</c> are ids to some of them; this rule is stricter and passes every id the service prints.
/// </summary>
internal static partial class ResourceId
{
    static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>True if the text is an id, false if it must be a name.</summary>
    /// <param name="text">An id or a name.</param>
    public static bool IsId(string text)
    {
        Span<byte> bytes = stackalloc byte[384];
        if (text.Length is 0 or > 512 || text.Length % 4 != 0 || text.Any(char.IsWhiteSpace) || !Convert.TryFromBase64String(text, bytes, out var count))
            return false;
        try
        {
            return Shape().IsMatch(StrictUtf8.GetString(bytes[..count]));
        }
        catch (DecoderFallbackException)
        {
            return false; // not text, so not an id
        }
    }

    /// <summary>True if the text may enter a URL's path as an id: it cannot climb, end or extend the path.</summary>
    internal static bool IsSafe(string text) =>
        text.Length <= 512 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '=' or '_' or '-' or ':' or '.')
        && text.Any(char.IsAsciiLetterOrDigit);

    [GeneratedRegex("^[A-Za-z]+:[0-9]+(:.+)?$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Shape();
}
