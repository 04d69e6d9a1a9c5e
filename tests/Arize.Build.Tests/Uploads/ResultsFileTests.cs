using System.Globalization;
using Arize.Build.Gates.Uploads;

namespace Arize.Build.Tests.Uploads;

/// <summary>What is wrong with a results file is said at once, line by line.</summary>
public sealed class ResultsFileTests
{
    static readonly string[] Examples = ["a", "b", "c"];

    string file = "";

    [SetUp]
    public void New_file() => file = Path.GetTempFileName();

    [TearDown]
    public void Remove() => File.Delete(file);

    ResultsFile Read(params string[] lines)
    {
        File.WriteAllText(file, string.Join('\n', lines));
        return ResultsFile.Read(file);
    }

    string[] Diagnostics(bool allowMissing, params string[] lines) =>
        [.. Read(lines).Check(Examples.ToHashSet(), allowMissing).Select(f => f.At is { } at ? string.Create(CultureInfo.InvariantCulture, $"{at.Line},{at.Column}: {f.Message}") : f.Message)];

    [Test]
    public void All_faults_are_said_at_once_each_at_its_line() => Assert.That(Diagnostics(false,
        """{"example_id":"a","output":"1"}""",
        """{"example_id":"a","output":"2"}""",
        """{"example_id":"x","output":"3"}""",
        "",
        """{"example_id":"b","output":4}""",
        """{"id":"b","output":"5"}""",
        """{"example_id":"b","output":"6","eval.correctness.score":1}""",
        """{"example_id":"b","output":"7","output":"8"}""",
        """{"example_id":"b", output}""",
        "[]",
        """{"example_id":"b","error":""}"""), Is.EqualTo(new[]
    {
        "2,1: Example 'a' was answered in line 1 already. Keep one line for each example.",
        "3,1: The dataset has no example 'x'. Export the dataset again (ArizeExportDataset), and answer what it holds now.",
        "5,1: 'output' must be text: what the application answered.",
        "6,1: The field 'id' belongs to the service. The example's id is written as example_id.",
        "6,1: 'example_id' must be text: the id of the example.",
        "7,1: The field 'eval.correctness.score' belongs to the service. Scores come from evaluators; give a number of your own another name.",
        "8,32: 'output' is here twice. Keep one.",
        "9,20: This is not JSON: 'o' is an invalid start of a property name. Expected a '\"'.",
        "10,1: A line must be a JSON object with example_id and output.",
        "11,1: 'error' must be text: why there is no output.",
        "11,1: 2 of the dataset's 3 examples have no line that can be logged: 'b', 'c'. Answer all of them, or set AllowMissing (in a gate file allowMissing).",
    }));

    [Test]
    public void A_file_that_answers_everything_has_no_fault_whatever_its_order_and_line_ends() =>
        Assert.That(Diagnostics(false, """{"output":"","example_id":"c"}""" + "\r", """{"example_id":"b","error":"no page"}""", """{"example_id":"a","output":"ü","cost":{"usd":0.1}}""", ""), Is.Empty);

    [Test]
    public void Examples_may_be_left_out_where_that_is_allowed_but_not_all_of_them()
    {
        Assert.That(Diagnostics(true, """{"example_id":"c","output":"3"}"""), Is.Empty);
        Assert.That(Diagnostics(true, ""), Is.EqualTo(new[] { "1,1: The results file has no line: there is nothing to log." }));
    }

    [Test]
    public void A_file_of_the_wrong_form_does_not_flood_the_log()
    {
        var faults = Diagnostics(true, [.. Enumerable.Range(1, 500).Select(i => $"line {i}")]);
        Assert.That(faults, Has.Length.EqualTo(ResultsFile.MostFaults + 1));
        Assert.That(faults[^1], Does.EndWith("has 480 more faults; the first 20 are shown."));
    }

    [Test]
    public void The_digest_hangs_on_what_is_said_and_not_on_how()
    {
        var one = Read("""{"example_id":"a","output":"1","n":1.50}""", """{"example_id":"b","output":"2"}""").Digest();
        Assert.That(Read("""{"example_id":"b","output":"2"}""", """{ "n": 1.50, "output": "1", "example_id": "a" }""").Digest(), Is.EqualTo(one));
        Assert.That(Read("""{"example_id":"a","output":"2","n":1.50}""", """{"example_id":"b","output":"1"}""").Digest(), Is.Not.EqualTo(one));
        Assert.That(Read("""{"example_id":"a","output":"1","n":1.5}""", """{"example_id":"b","output":"2"}""").Digest(), Is.Not.EqualTo(one), "another spelling is another answer");
    }
}
