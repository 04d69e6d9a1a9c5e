using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Reports;

/// <summary>The two sides of a comparison without pairs: a bar for each, the candidate's above the baseline's. The picture of the change decides; this one shows what it was made of.</summary>
internal static class SidesPlot
{
    const int Mine = 14;
    const int Theirs = 36;
    const int Axis = 50;

    public static Html? Draw(CriterionVerdict verdict)
    {
        if (verdict is not { Sides: var (mine, theirs), Value: { } value, Baseline: { } baseline } || !double.IsFinite(value) || !double.IsFinite(baseline))
            return null;
        var scale = PlotScale.Over(value, baseline, mine.Low, mine.High, theirs.Low, theirs.High);
        if (NumberFormat.IsInPoints(verdict.Scale))
            scale = scale.Within(0, 1);
        var svg = new Html().Line($"""<svg class="sides" role="img" width="100%" height="{Axis + 22}"><title>{Title(verdict, mine, theirs)}</title>""");
        foreach (var mark in scale.Marks())
            IntervalPlot.Mark(svg, scale, mark, 0, Axis, scale.Label(mark));
        svg.Line($"""<line class="axis" x1="0" x2="100%" y1="{Axis}" y2="{Axis}"/>""");
        IntervalPlot.Bar(svg, scale, "", Mine, mine);
        IntervalPlot.Point(svg, scale, Mine, value);
        IntervalPlot.Bar(svg, scale, " other", Theirs, theirs);
        IntervalPlot.Diamond(svg, scale, Theirs, baseline);
        return svg.Raw("</svg>");
    }

    static string Title(CriterionVerdict verdict, Interval mine, Interval theirs)
    {
        var (value, baseline) = ReportWording.Values(verdict);
        return $"{CriterionText.Title(verdict.Criterion)}: candidate {value}, interval {ReportWording.Ends(mine)}; baseline {baseline}, interval {ReportWording.Ends(theirs)}";
    }
}
