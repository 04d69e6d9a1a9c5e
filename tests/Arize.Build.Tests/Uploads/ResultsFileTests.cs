using System.Globalization;
using Arize.Build.Client;
using Arize.Build.Gates;
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

    /// <summary>The file is checked against the examples a, b and c.</summary>
    string[] Diagnostics(bool allowMissing, params string[] lines)
    {
        var read = Read(lines);
        var examples = DatasetExamples.ReadAsync(Examples.Select(id => new DatasetExample { Id = id, Json = default }).ToAsyncEnumerable(), read).GetAwaiter().GetResult();
        return Shown(read.Check(examples, allowMissing));
    }

    static string[] Shown(IEnumerable<GateDiagnostic> diagnostics) =>
        [.. diagnostics.Select(f => f.At is { } at ? string.Create(CultureInfo.InvariantCulture, $"{at.Line},{at.Column}: {f.Message}") : f.Message)];

    [Test]
    public void All_errors_are_reported_together_each_at_its_line() => Assert.That(Diagnostics(false,
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
        "2,1: Example 'a' was answered in line 1 already. Keep one line for each example, or number its answers with 'repeat'.",
        "3,1: The dataset has no example 'x'. Export the dataset again (ArizeExportDataset), and answer what it holds now.",
        "5,1: 'output' must be text: what the application answered.",
        "6,1: The field 'id' belongs to the service. The example's id is written as example_id.",
        "6,1: 'example_id' must be text: the id of the example.",
        "7,1: The field 'eval.correctness.score' belongs to the service. Write scores that the build has computed into 'evaluations', and give a number of your own another name.",
        "8,32: 'output' is here twice. Keep one.",
        "9,20: This is not JSON: 'o' is an invalid start of a property name. Expected a '\"'.",
        "10,1: A line must be a JSON object with example_id and output.",
        "11,1: 'error' must be text: why there is no output.",
        "11,1: 2 of the dataset's 3 examples have no line that can be uploaded: 'b', 'c'. Answer all of them, or set AllowMissing (in a gate file allowMissing).",
    }));

    [Test]
    public void A_file_that_answers_everything_has_no_fault_whatever_its_order_and_line_ends() =>
        Assert.That(Diagnostics(false, """{"output":"","example_id":"c"}""" + "\r", """{"example_id":"b","error":"no page"}""", """{"example_id":"a","output":"ü","cost":{"usd":0.1}}""", ""), Is.Empty);

    [Test]
    public void Examples_may_be_left_out_where_that_is_allowed_but_not_all_of_them()
    {
        Assert.That(Diagnostics(true, """{"example_id":"c","output":"3"}"""), Is.Empty);
        Assert.That(Diagnostics(true, ""), Is.EqualTo(new[] { "1,1: The results file has no line: there is nothing to upload." }));
    }

    [Test]
    public void A_file_of_the_wrong_form_does_not_flood_the_log()
    {
        var faults = Diagnostics(true, [.. Enumerable.Range(1, 500).Select(i => $"line {i}")]);
        Assert.That(faults, Has.Length.EqualTo(ResultsCheck.MaxErrors + 1));
        Assert.That(faults[^1], Does.EndWith("has 480 more errors; the first 20 are shown."));
    }

    [Test]
    public void The_digest_hangs_on_what_is_said_and_not_on_how()
    {
        var one = Read("""{"example_id":"a","output":"1","n":1.50}""", """{"example_id":"b","output":"2"}""").Digest();
        Assert.That(Read("""{"example_id":"b","output":"2"}""", """{ "n": 1.50, "output": "1", "example_id": "a" }""").Digest(), Is.EqualTo(one));
        Assert.That(Read("""{"example_id":"a","output":"2","n":1.50}""", """{"example_id":"b","output":"1"}""").Digest(), Is.Not.EqualTo(one));
        Assert.That(Read("""{"example_id":"a","output":"1","n":1.5}""", """{"example_id":"b","output":"2"}""").Digest(), Is.Not.EqualTo(one), "another spelling is another answer");
    }

    [Test]
    public void Answers_to_an_example_are_numbered_and_complete()
    {
        static string Line(string example, string more = "") => $$"""{"example_id":"{{example}}","output":"1"{{more}}}""";
        Assert.That(Diagnostics(false, [.. Examples.SelectMany(e => new[] { Line(e), Line(e, ",\"repeat\":2") })]), Is.Empty, "the first needs no number");
        Assert.That(Diagnostics(false, Line("a", ",\"repeat\":1"), Line("a", ",\"repeat\":2"), Line("b", ",\"repeat\":2"), Line("b", ",\"repeat\":2"), Line("c", ",\"repeat\":0")), Is.EqualTo(new[]
        {
            "4,1: Answer 2 to example 'b' is in line 3 already. Number the answers to an example 1, 2, 3 with 'repeat'.",
            "5,1: 'repeat' must be a whole number, 1 or more: which answer to the example this is.",
            "5,1: 1 of the dataset's 3 examples have no line that can be uploaded: 'c'. Answer all of them, or set AllowMissing (in a gate file allowMissing).",
            "5,1: 1 example of the file have fewer than 2 answers: 'b'. Answer each example 2 times, with 'repeat' from 1 to 2, or set AllowMissing (in a gate file allowMissing).",
        }));
        Assert.That(Diagnostics(true, Line("a"), Line("a", ",\"repeat\":2"), Line("b")), Is.Empty);
    }

    [TestCase("""{"x":{"score":1},"y":{"label":"good","explanation":"why"}}""", null)]
    [TestCase("""[{"name":"x","score":0.5},{"name":"y.z","label":"good","score":null}]""", null)]
    [TestCase("""7""", "'evaluations' must be an object by evaluator name, or a list of objects with a name.")]
    [TestCase("""{"x":1}""", "Each entry of 'evaluations' must be an object with score, label or both.")]
    [TestCase("""[{"score":1}]""", "'name' must be text: the name of the evaluator.")]
    [TestCase("""[{"name":"x","score":1},{"name":"x","score":1}]""", "The evaluator 'x' is in 'evaluations' twice. Keep one.")]
    [TestCase("""{"x":{"score":"1"}}""", "The score of 'x' must be a number.")]
    [TestCase("""{"x":{"score":1e999}}""", "The score of 'x' is not a finite number.")]
    [TestCase("""{"x":{"label":1}}""", "The label of 'x' must be text.")]
    [TestCase("""{"x":{"explanation":"why"}}""", "The evaluation 'x' has neither a score nor a label.")]
    [TestCase("""{"x":{"score":1,"reason":"why"}}""", "'reason' is not a field of an evaluation. Valid: score, label and explanation.")]
    [TestCase("""{"":{"score":1}}""", "'' cannot be the name of an evaluator. It must not be empty or contain '.metadata.'.")]
    public void Scores_of_the_build_are_an_object_or_a_list(string evaluations, string? error) =>
        Assert.That(Shown(Read($$"""{"example_id":"a","output":"1","evaluations":{{evaluations}}}""").Check(null, allowMissing: true)), Is.EqualTo(error is null ? [] : new[] { $"1,1: {error}" }));
}
