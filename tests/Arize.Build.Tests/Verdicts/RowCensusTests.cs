using Arize.Build.Gates.Running;
using Arize.Build.Gates.Verdicts;
using Arize.Build.Tests.Faults;
using Arize.Build.Tests.Gates;
using static Arize.Build.Tests.Verdicts.Rows;

namespace Arize.Build.Tests.Verdicts;

/// <summary>Without a run nothing says how many rows there must be; but none may count twice.</summary>
public sealed class RowCensusTests
{
    static RowCensus Of(RowsMade? made, params Arize.Build.Client.ExperimentRow[] rows)
    {
        var census = new RowCensus(made);
        foreach (var row in rows)
            census.Add(row);
        return census;
    }

    [Test]
    public void Without_a_run_examples_may_repeat_and_rows_may_not()
    {
        var row = Row(1, 1);
        Assert.That(Of(null, row, Row(1, 0)).AtTheEnd, Is.Null);
        Assert.That(Of(null, row, Row(1, 0), row).Problem, Does.Match("^Row 'row-1.*' was read twice\\.$"));
    }

    [TestCase(false), TestCase(true)]
    public async Task The_rows_of_one_run_are_no_rows_of_another(bool same)
    {
        await using var arize = new ScriptedArize();
        string[] experiments = [ScriptedArize.Id("Experiment:1:a"), ScriptedArize.Id("Experiment:2:a")];
        foreach (var (experiment, run) in experiments.Zip(["x", same ? "x" : "y"]))
            arize.Server.On($"GET /v2/experiments/{Uri.EscapeDataString(experiment)}/runs",
                Reply.Json(ScriptedArize.Page("experiment_runs", [$$"""{"id":"{{run}}","example_id":"q","output":"a","eval.correctness.score":1}"""])));
        var folder = Directory.CreateTempSubdirectory("rows");
        try
        {
            using var client = arize.Client();
            var read = await new RowReading(client, new RecordingLog(), [AtLeast(0.5, "correctness")]).CandidateAsync(experiments, folder.FullName, 2, TimeSpan.Zero, default);
            Assert.That(read.Problem, Is.EqualTo(same ? "Row 'x' is in two experiments of this gate." : null));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public void What_was_uploaded_with_repeats_is_counted_in_rows()
    {
        var three = new RowsMade(3, 0, "were uploaded") { HasRepeats = true };
        Assert.That(Of(three, Row(1, 1), Row(1, 0), Row(2, 1)).AtTheEnd, Is.Null);
        Assert.That(Of(three, Row(1, 1), Row(1, 0)).AtTheEnd, Is.EqualTo("Only 2 rows can be read, fewer than were uploaded (3 succeeded)."));
        Assert.That(Of(three with { HasRepeats = false }, Row(1, 1), Row(1, 0)).Problem, Does.Contain("has more than one row"));
    }
}
