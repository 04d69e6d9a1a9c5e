using Arize.Build.Client;

namespace Arize.Build.Gates.Verdicts;

/// <summary>The values of one text field, in the order of the rows: a hash each, and of a field of slices the texts, of which there are few.</summary>
internal sealed class FieldColumn(bool keepsTexts)
{
    /// <summary>A field with more values than this makes no slices.</summary>
    public const int MaxTexts = 1000;

    const int LongestText = 100;

    const int LongestKept = 200;

    readonly Parted<ulong> values = new();
    readonly Dictionary<ulong, string> texts = [];

    /// <summary>A hash for each row; 0 for a row without the field.</summary>
    public IReadOnlyList<ulong> Values => values;

    /// <summary>Rows without the field.</summary>
    public int Missing { get; private set; }

    /// <summary>The texts by their hashes.</summary>
    public IReadOnlyDictionary<ulong, string> Texts => texts;

    /// <summary>True if there are more texts than are kept.</summary>
    public bool IsFull { get; private set; }

    /// <summary>A text that is too long to be kept is cut, and ends in a hash that tells it from others.</summary>
    public static string Short(string text) => text.Length <= LongestKept ? text
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)]}… {OutputDigest.HashOf(text):x32}");

    public void Add(string? text)
    {
        if (text is null)
        {
            Missing++;
            values.Add(default);
            return;
        }
        var hash = IdHash.OrderOf(text);
        values.Add(hash);
        if (!keepsTexts || texts.ContainsKey(hash))
            return;
        if (texts.Count < MaxTexts)
            texts.Add(hash, text.Length > LongestText ? text[..LongestText] : text);
        else
            IsFull = true;
    }
}
