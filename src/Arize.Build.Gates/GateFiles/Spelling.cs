namespace Arize.Build.Gates.GateFiles;

/// <summary>Finds the word that was likely meant.</summary>
internal static class Spelling
{
    /// <summary>The nearest of the known words; null if none is near.</summary>
    public static string? Nearest(string word, IEnumerable<string> known) =>
        known.Select(k => (Word: k, Steps: Distance(word.ToLowerInvariant(), k.ToLowerInvariant()))).Where(k => k.Steps <= Math.Max(2, k.Word.Length / 3))
            .OrderBy(k => k.Steps).ThenBy(k => k.Word, StringComparer.Ordinal).Select(k => k.Word).FirstOrDefault();

    /// <summary>Letters to add, drop or change (Levenshtein).</summary>
    static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }
        return row[^1];
    }
}
