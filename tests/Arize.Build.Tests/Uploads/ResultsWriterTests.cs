using System.Text.Json.Nodes;
using Arize.Build.Client;
using Arize.Build.Gates.Uploads;

namespace Arize.Build.Tests.Uploads;

/// <summary>What the writer writes, the reader of a gate takes; what that would refuse, the writer refuses.</summary>
public sealed class ResultsWriterTests
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("writer");

    string File_ => Path.Combine(folder.FullName, "obj", "results.jsonl");

    [OneTimeTearDown]
    public void Remove() => folder.Delete(recursive: true);

    static ApplicationResult Result(string example = "a", string? output = "x") => new() { ExampleId = example, Output = output };

    [Test]
    public void A_line_holds_all_that_is_known_of_an_answer_and_is_read_by_a_gate()
    {
        using (var writer = ResultsWriter.Create(File_))
        {
            writer.Write("a", "Ja, größer: 😀");
            writer.Write(new ApplicationResult { ExampleId = "b", Error = "no page" });
            writer.Write(new ApplicationResult
            {
                ExampleId = "c", Output = "{}", Repeat = 1, Fields = new JsonObject { ["latency_ms"] = 12.5 },
                Evaluations = new Dictionary<string, Evaluation> { ["relevance"] = new(0.5, "fair", "because"), ["polite"] = new(null, "yes", null) },
            });
            writer.Write(new ApplicationResult { ExampleId = "c", Output = "[]", Repeat = 2 });
            Assert.That(writer.Count, Is.EqualTo(4));
            Assert.That(File.ReadAllLines(File_), Has.Length.EqualTo(4), "each line is in the file at once");
        }
        var file = ResultsFile.Read(File_);
        Assert.That(file.Check(null, allowMissing: true), Is.Empty);
        Assert.That((file.Count, file.Examples, file.Repeats), Is.EqualTo((4, 3, 2)));
        Assert.That(file.Lines().Select(l => l.Content.Output), Is.EqualTo(new[] { "Ja, größer: 😀", "", "{}", "[]" }));
        Assert.That(file.Lines().ElementAt(2).ToRow().ToJsonString(), Is.EqualTo(
            """{"example_id":"c","output":"{}","repeat":1,"latency_ms":12.5,"eval.relevance.score":0.5,"eval.relevance.label":"fair","eval.relevance.explanation":"because","eval.polite.label":"yes"}"""));
        Assert.That((file.Scores.Names, file.Scores.Find("relevance", 2)!.Score, file.Scores.Find("relevance", 3)), Is.EqualTo((new[] { "relevance", "polite" }, 0.5, (Evaluation?)null)));
    }

    static IEnumerable<TestCaseData> Refused()
    {
        yield return Case(Result(" "), "'example_id' must be text");
        yield return Case(Result(output: null), "'output' must be text");
        yield return Case(Result() with { Error = " " }, "'error' must be text");
        yield return Case(Result() with { Repeat = 0 }, "'repeat' must be a whole number, 1 or more");
        yield return Case(Result(output: "cut \ud83d"), "half of a character");
        yield return Case(Result() with { Fields = new JsonObject { ["deep"] = new JsonArray(new JsonObject { ["\ude00"] = 1 }) } }, "half of a character");
        yield return Case(Result() with { Fields = new JsonObject { ["id"] = 1 } }, "'id' belongs to the service");
        yield return Case(Result() with { Fields = new JsonObject { ["eval.x.score"] = 1 } }, "'eval.x.score' belongs to the service");
        yield return Case(Result() with { Fields = new JsonObject { ["output"] = "y" } }, "A property has this name");
        yield return Case(Result() with { Fields = new JsonObject { ["latency_ms"] = double.NaN } }, "cannot be written as JSON");
        yield return Case(Result() with { Evaluations = new Dictionary<string, Evaluation> { ["x"] = new(double.PositiveInfinity, null, null) } }, "The score of 'x' is not a finite number");
        yield return Case(Result() with { Evaluations = new Dictionary<string, Evaluation> { ["x"] = new(null, null, "why") } }, "'x' has neither a score nor a label");
        yield return Case(Result() with { Evaluations = new Dictionary<string, Evaluation> { ["x.metadata.y"] = new(1, null, null) } }, "cannot be the name of an evaluator");
        yield return Case(Result() with { Evaluations = new Dictionary<string, Evaluation> { [""] = new(1, null, null) } }, "cannot be the name of an evaluator");

        static TestCaseData Case(ApplicationResult result, string why) => new TestCaseData(result, why).SetArgDisplayNames(why);
    }

    [TestCaseSource(nameof(Refused))]
    public void What_a_gate_would_refuse_is_refused_and_not_written(ApplicationResult result, string why)
    {
        using var writer = ResultsWriter.Create(File_);
        Assert.That(Assert.Throws<ArizeException>(() => writer.Write(result))!.Message, Does.Contain(why));
        Assert.That((new FileInfo(File_).Length, writer.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public void An_example_is_written_once_or_each_of_its_answers_has_a_number()
    {
        using var writer = ResultsWriter.Create(File_);
        writer.Write("a", "1");
        Assert.That(Assert.Throws<ArizeException>(() => writer.Write("a", "2"))!.Message, Does.Contain("The example was answered already."));
        writer.Write(Result() with { Repeat = 2 });
        Assert.That(Assert.Throws<ArizeException>(() => writer.Write(Result() with { Repeat = 2 }))!.Message, Does.Contain("Its answer number 2 was written already."));
    }

    [Test]
    public void Many_threads_write_whole_lines()
    {
        using (var writer = ResultsWriter.Create(File_))
            Parallel.For(0, 2000, i => writer.Write($"example-{i}", new string('x', i)));
        var file = ResultsFile.Read(File_);
        Assert.That((file.Check(null, allowMissing: true).Count, file.Count), Is.EqualTo((0, 2000)));
    }
}
