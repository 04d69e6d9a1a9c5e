using System.Text;

namespace Arize.Emulator.Simulation;

/// <summary>Texts as evaluators compare them: lower case words without punctuation.</summary>
static class Words
{
    public static string[] Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.ToLowerInvariant())
            plain.Append(char.IsLetterOrDigit(letter) ? letter : ' ');
        return plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    public static bool AreEqual(string left, string right) => Of(left).SequenceEqual(Of(right));

    /// <summary>Whether the words of one text stand together, in order, in another.</summary>
    public static bool Contain(string text, string part) =>
        $" {string.Join(' ', Of(text))} ".Contains($" {string.Join(' ', Of(part))} ", StringComparison.Ordinal);

    /// <summary>
    /// Harmonic mean of precision and recall over the words of both texts, each word counted as often as it stands there.
    /// </summary>
    public static double F1(string text, string reference)
    {
        var found = Of(text);
        var wanted = Of(reference).CountBy(word => word).ToDictionary();
        var total = wanted.Values.Sum();
        var shared = found.CountBy(word => word).Sum(word => Math.Min(word.Value, wanted.GetValueOrDefault(word.Key)));
        return found.Length + total == 0 ? 0 : 2.0 * shared / (found.Length + total);
    }
}
