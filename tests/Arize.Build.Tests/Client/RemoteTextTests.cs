using Arize.Build.Client;
using CsCheck;

namespace Arize.Build.Tests.Client;

/// <summary>No remote text is obeyed by a CI agent or a terminal, or reads as something else.</summary>
public sealed class RemoteTextTests
{
    [TestCase(null, ""), TestCase("", ""), TestCase("plain text: ok :: fine #1", "plain text: ok :: fine #1"), TestCase("Grüße, 你好 😀", "Grüße, 你好 😀")]
    [TestCase("a\r\nb\tc", "a  b c"), TestCase("a\u0000b", @"a\u0000b"), TestCase("\u001b[31mred", @"\u001B[31mred"), TestCase("a\u0085b\u009b", @"a\u0085b\u009B"), TestCase("a\u007f", @"a\u007F")]
    [TestCase("##vso[task.complete]", "# #vso[task.complete]"), TestCase("#\n#vso[x]", "# #vso[x]"), TestCase("####", "# # # #"), TestCase("##[error]x", "# #[error]x")]
    [TestCase("::error::x", ": :error::x"), TestCase("  ::error::x", "  : :error::x"), TestCase("\n::set-output name=x::y", " : :set-output name=x::y"), TestCase(":::", ": ::"), TestCase(":", ":")]
    [TestCase("\u3000::warning::x", "\u3000: :warning::x"), TestCase("a::b", "a::b")]
    [TestCase("a\u202eb", @"a\u202Eb"), TestCase("\u2066x\u2069", @"\u2066x\u2069"), TestCase("a\u200f\u061c", @"a\u200F\u061C"), TestCase("a\u2028b\u2029", @"a\u2028b\u2029")]
    public void A_text_becomes_one_harmless_line(string? text, string expected) => Assert.That(RemoteText.OneLine(text), Is.EqualTo(expected));

    [Test]
    public void Half_a_surrogate_pair_becomes_a_visible_escape() =>
        Assert.That(RemoteText.OneLine("a" + (char)0xD83D + "b" + (char)0xDE00), Is.EqualTo(@"a\uD83Db\uDE00"));

    [Test]
    public void A_long_text_is_cut_with_an_ellipsis_and_never_within_a_character()
    {
        Assert.That(RemoteText.OneLine(new string('x', 5000)), Is.EqualTo(new string('x', 1000) + "…"));
        Assert.That(RemoteText.OneLine(new string('x', 1000)), Is.EqualTo(new string('x', 1000)));
        Assert.That(RemoteText.OneLine("ab😀", 3), Is.EqualTo("ab…"));
        Assert.That(RemoteText.OneLine("ab\u0000", 3), Is.EqualTo("ab…"));
        Assert.That(RemoteText.OneLine("##", 2), Is.EqualTo("#…"));
    }

    /// <summary>Strings rich in what matters.</summary>
    static readonly Gen<string> Nasty = Gen.OneOf(
        Gen.Int[0, 13].Select(i => "#: \n\r\t\u001b\0\u202e\u2028\ud83d\ude00\u3000…"[i]), Gen.Char, Gen.Char['a', 'e']).Array[0, 60].Select(c => new string(c));

    [Test]
    public void Whatever_comes_in_what_goes_out_is_harmless_short_and_stays_as_it_is() =>
        Gen.Select(Nasty, Gen.Int[1, 70]).Sample((text, most) =>
        {
            var line = RemoteText.OneLine(text, most);
            return line.Length <= most + 1 && IsHarmless(line) && RemoteText.OneLine(line, most) == line;
        }, iter: 50_000, threads: 2);

    static bool IsHarmless(string line)
    {
        for (var i = 0; i < line.Length; i++)
            if (char.IsSurrogate(line[i]) && !(char.IsHighSurrogate(line[i]) && i + 1 < line.Length && char.IsLowSurrogate(line[i + 1]) && ++i > 0))
                return false;
        return !line.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'))
            && !line.Contains("##", StringComparison.Ordinal) && !line.TrimStart().StartsWith("::", StringComparison.Ordinal);
    }
}
