using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates;
using Arize.Build.Tests.Faults;

namespace Arize.Build.Tests.Verdicts;

/// <summary>Rows stream: what is kept of them does not grow with their texts.</summary>
[NonParallelizable]
public class MemoryTests
{
    [Test]
    public async Task A_quarter_of_a_gigabyte_of_rows_is_read_in_a_small_heap()
    {
        const int Pages = 120, RowsOnAPage = 100, Letters = 20_000;
        var output = new string('x', Letters);
        var (page, most) = (0, 0L);
        await using var arize = new ScriptedArize();
        arize.Server.Otherwise = _ =>
        {
            if (page % 10 == 5)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
            var onPage = new List<string>();
            for (var i = 0; i < RowsOnAPage; i++)
                onPage.Add($$"""{"id":"r-{{page}}-{{i}}","example_id":"{{page}}-{{i}}","output":"{{output}}","eval.correctness.score":1,"eval.correctness.explanation":"because"}""");
            return Reply.Json(ScriptedArize.Page("experiment_runs", onPage, ++page < Pages ? $"page-{page}" : null));
        };
        using var client = arize.Client();
        var rows = new RowSummary([new Criterion { Metric = "correctness", Operator = CriterionOperator.AtLeast, Limit = 0.9 }]);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await foreach (var row in client.Experiments.ListRowsAsync(ScriptedArize.Id("Experiment:1:e"), default))
            rows.Add(row);

        Assert.That((rows.Rows, rows.Unscored, page), Is.EqualTo((Pages * RowsOnAPage, 0, Pages)));
        Assert.That(most - before, Is.LessThan(96 * 1024 * 1024), "while reading: a page or two and their pooled buffers, in the server of this test and in the client");
        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.LessThan(96 * 1024 * 1024), "afterwards: a hash and a number for each row, and the pooled buffers of a page");
        GC.KeepAlive(rows);
    }
}
