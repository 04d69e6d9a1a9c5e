using System.Globalization;
using System.Text;
using Arize.Build.Client;
using Arize.Build.Gates;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Settings;
using Arize.Build.Gates.Uploads;

namespace Arize.Build.Tests.GateFiles;

/// <summary>Files that users write are read to the last byte, or refused at the place that cannot be read.</summary>
public sealed class UserTextTests
{
    const string Line = """{"example_id":"a","output":"café"}""";
    const string Gate = """
        { "run": { "task": "golden" },
          "criteria": [ { "metric": "café", "atLeast": 0.9 } ] }
        """;

    const string Configuration = """
        { "experiment_type": "LLM_GENERATION", // ours
          "ai_integration_id": "café", "messages": [ { "role": "USER", "content": "{{question}}" } ], "input_variable_format": "MUSTACHE" }
        """;

    DirectoryInfo folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("user-text");

    [TearDown]
    public void RemoveFolder() => folder.Delete(recursive: true);

    string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    string[] GateFaults(byte[] bytes) =>
        Shown(GateFileReader.Read(Write("x.gate.json", bytes), new GateContext { Folder = folder.FullName, Records = folder.FullName }).Diagnostics);

    string[] ResultFaults(byte[] bytes) => Shown(ResultsFile.Read(Write("results.jsonl", bytes)).Check(null, allowMissing: true));

    string[] ConfigurationFaults(byte[] bytes)
    {
        var settings = new SettingReader();
        var path = Write("configuration.json", bytes);
        var read = RunConfigurationReader.Read(settings, "RunConfigurationFile", path, null, p => p);
        Assert.That(read is null, Is.EqualTo(settings.Diagnostics.Count > 0));
        return [.. settings.Diagnostics.Select(d => d.Message.Replace($"RunConfigurationFile is {RemoteText.Quote(path)}, and in ", "", StringComparison.Ordinal))];
    }

    static string[] Shown(IEnumerable<GateDiagnostic> diagnostics) =>
        [.. diagnostics.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.At?.Line},{f.At?.Column}: {f.Message}"))];

    [Test]
    public void What_is_UTF8_is_read_with_and_without_a_byte_order_mark()
    {
        byte[][] marks = [[], [.. Encoding.UTF8.Preamble]];
        foreach (var mark in marks)
        {
            Assert.That(GateFaults([.. mark, .. Encoding.UTF8.GetBytes(Gate)]), Is.Empty);
            Assert.That(ResultFaults([.. mark, .. Encoding.UTF8.GetBytes(Line)]), Is.Empty);
            Assert.That(ConfigurationFaults([.. mark, .. Encoding.UTF8.GetBytes(Configuration)]), Is.Empty);
        }
    }

    [Test]
    [FaultRow("48", "Latin-1 in a file of the user's", "refused, with its line and column")]
    public void Latin1_is_refused_at_its_first_letter()
    {
        const string Wrong = "The byte 0xE9 is not UTF-8 (in Latin-1 it is 'é'). Save the file as UTF-8.";
        Assert.That(GateFaults(Encoding.Latin1.GetBytes(Gate)), Is.EqualTo(new[] { $"2,33: {Wrong}" }));
        Assert.That(ResultFaults(Encoding.Latin1.GetBytes($"{Line.Replace("café", "yes", StringComparison.Ordinal)}\r\n\r\n{Line}\n")), Is.EqualTo(new[] { $"3,32: {Wrong}" }));
        Assert.That(ConfigurationFaults(Encoding.Latin1.GetBytes(Configuration)), Is.EqualTo(new[] { $"line 2, column 28: {Wrong}" }));
    }

    [TestCase("utf-16", true), TestCase("utf-16", false), TestCase("utf-16BE", true), TestCase("utf-16BE", false), TestCase("utf-32", true)]
    [FaultRow("48", "a file of the user's in another encoding", "refused, with its line and column")]
    public void Another_encoding_is_named_once(string encoding, bool hasMark)
    {
        byte[] Bytes(string text) => [.. hasMark ? Encoding.GetEncoding(encoding).Preamble : [], .. Encoding.GetEncoding(encoding).GetBytes(text)];

        foreach (var faults in new[] { GateFaults(Bytes(Gate)), ResultFaults(Bytes($"{Line}\n{Line}\n")), ConfigurationFaults(Bytes(Configuration)) })
        {
            Assert.That(faults, Has.Length.EqualTo(1));
            Assert.That(faults[0], Does.Match("^(1,1|line 1, column 1): This file is UTF-(16, which Windows PowerShell writes unless told otherwise|32)\\. Save the file as UTF-8\\.$"));
        }
    }

    [Test]
    [FaultRow("48", "half of a character in a file of the user's", "refused, with its line and column")]
    public void Half_a_character_is_refused_in_values_and_in_names()
    {
        const string Wrong = "is half of a character. A text was cut within one, such as an emoji: cut it between characters, or leave the half out.";
        Assert.That(GateFaults(Encoding.UTF8.GetBytes(Gate.Replace("café", "café \\ud83d", StringComparison.Ordinal))), Is.EqualTo(new[] { $"2,35: \\ud83d {Wrong}" }));
        Assert.That(GateFaults(Encoding.UTF8.GetBytes(Gate.Replace("\"metric\"", "\"\\uDE00\":1,\"metric\"", StringComparison.Ordinal))), Has.Member($"2,20: \\uDE00 {Wrong}"));
        Assert.That(ResultFaults(Encoding.UTF8.GetBytes(Line.Replace("café", "é\\n\\ud83d", StringComparison.Ordinal))), Is.EqualTo(new[] { $"1,32: \\ud83d {Wrong}" }));
        Assert.That(ResultFaults(Encoding.UTF8.GetBytes("""{"example_id":"a","output":"\ud83d\ude00 \\ud83d","deep":[{"\ud83d":1}]}""")), Is.EqualTo(new[] { $"1,61: \\ud83d {Wrong}" }));
        Assert.That(ConfigurationFaults(Encoding.UTF8.GetBytes(Configuration.Replace("{{question}}", "\\ud83d{{question}}", StringComparison.Ordinal)))[0], Does.Contain($"\\ud83d {Wrong}"));
    }

    [Test]
    [FaultRow("48", "a member that is given twice in a file of the user's", "refused, with its line and column")]
    public void A_member_that_is_given_twice_is_refused_however_deep_it_is()
    {
        Assert.That(ResultFaults("""{"example_id":"a","output":"b","more":{"x":1,"x":2}}"""u8.ToArray()), Is.EqualTo(new[] { "1,46: 'x' is here twice. Keep one." }));
        Assert.That(ConfigurationFaults(Encoding.UTF8.GetBytes(Configuration.Replace("\"role\"", "\"role\": \"USER\", \"role\"", StringComparison.Ordinal))),
            Is.EqualTo(new[] { "line 2, column 64: 'role' is here twice. Keep one." }));
    }

    [Test]
    [FaultRow("48", "U+0000 in a gate file", "refused, with its line and column")]
    public void A_zero_character_in_a_gate_file_is_refused_before_it_is_taken_for_a_path() =>
        Assert.That(GateFaults(Encoding.UTF8.GetBytes("""{ "extends": "a\u0000b" }"""))[0], Is.EqualTo("1,14: U+0000 is not allowed in a text. Leave it out."));

    [TestCase("[\n{}]", "This is a JSON array. "), TestCase("  [{\"example_id\":\"a\"}]", "This is a JSON array. ")]
    [TestCase("example_id,output\na,b\n", "This is a table (CSV). "), TestCase("\"example_id\";\"output\"\r\na;b", "This is a table (CSV). ")]
    [TestCase("{\n\"example_id\":\"a\"\n}", "This object goes over several lines. ")]
    [FaultRow("48", "results that are not JSON Lines", "refused, with its line and column")]
    public void A_file_of_another_form_gets_one_error_that_shows_the_right_one(string text, string says)
    {
        var faults = ResultFaults(Encoding.UTF8.GetBytes(text));
        Assert.That(faults, Has.Length.EqualTo(1));
        Assert.That(faults[0], Does.StartWith($"1,1: {says}A results file is JSON Lines: on each line one object, such as {{\"example_id\":\"7\",\"output\":\"Yes.\"}}."));
    }

    [Test]
    public void Every_line_end_counts_once_also_across_the_buffer()
    {
        var filler = new string('x', 81918);
        var text = Encoding.UTF8.GetBytes($"{filler}\r\n\nb\rc\r\r\nd");
        foreach (var shift in Enumerable.Range(0, 5))
        {
            using var stream = new MemoryStream([.. Enumerable.Repeat((byte)'y', shift), .. text]);
            var lines = UserText.Lines(stream).Select(l => (l.Number, l.Utf8.Length)).ToArray();
            Assert.That(lines, Is.EqualTo(new[] { (1, filler.Length + shift), (2, 0), (3, 1), (4, 1), (5, 0), (6, 1) }));
        }
    }
}
