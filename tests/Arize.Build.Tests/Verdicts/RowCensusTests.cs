using Arize.Build.Gates.Verdicts;
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

    [Test]
    public void What_was_uploaded_with_repeats_is_counted_in_rows()
    {
        var three = new RowsMade(3, 0, "were uploaded") { HasRepeats = true };
        Assert.That(Of(three, Row(1, 1), Row(1, 0), Row(2, 1)).AtTheEnd, Is.Null);
        Assert.That(Of(three, Row(1, 1), Row(1, 0)).AtTheEnd, Is.EqualTo("Only 2 rows can be read, fewer than were uploaded (3 succeeded)."));
        Assert.That(Of(three with { HasRepeats = false }, Row(1, 1), Row(1, 0)).Problem, Does.Contain("has more than one row"));
    }
}
