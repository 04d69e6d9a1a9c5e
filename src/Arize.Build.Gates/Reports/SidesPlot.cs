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
            svg.Line($"""<line class="grid" x1="{scale.At(mark)}%" x2="{scale.At(mark)}%" y1="0" y2="{Axis}"/><text class="tick" x="{scale.At(mark)}%" y="{Axis + 16}" text-anchor="{(scale.At(mark) < 3 ? "start" : scale.At(mark) > 97 ? "end" : "middle")}">{scale.Label(mark)}</text>""");
        svg.Line($"""<line class="axis" x1="0" x2="100%" y1="{Axis}" y2="{Axis}"/>""");
        Bar(svg, scale, "", Mine, mine);
        svg.Line($"""<circle class="point" cx="{scale.At(value)}%" cy="{Mine}" r="6.5"/>""");
        Bar(svg, scale, " other", Theirs, theirs);
        return svg.Line($"""<svg x="{scale.At(baseline)}%" y="{Theirs}" overflow="visible"><path class="theirs" d="M0-7 7 0 0 7-7 0z"/></svg>""").Raw("</svg>");
    }

    /// <summary>An end that the data do not bound reaches the edge, and has no cap.</summary>
    static void Bar(Html svg, PlotScale scale, string kind, int y, Interval interval)
    {
        var (from, to) = (double.IsFinite(interval.Low) ? scale.At(interval.Low) : 0, double.IsFinite(interval.High) ? scale.At(interval.High) : 100);
        svg.Line($"""<line class="bar{kind}" x1="{from}%" x2="{to}%" y1="{y}" y2="{y}"/>""");
        foreach (var (end, at) in new[] { (interval.Low, from), (interval.High, to) }.Where(e => double.IsFinite(e.Item1)))
            svg.Line($"""<line class="bar{kind}" x1="{at}%" x2="{at}%" y1="{y - 7}" y2="{y + 7}"/>""");
    }

    static string Title(CriterionVerdict verdict, Interval mine, Interval theirs)
    {
        var (value, baseline) = ReportWording.Values(verdict);
        return $"{CriterionText.Title(verdict.Criterion)}: candidate {value}, interval {ReportWording.Ends(mine)}; baseline {baseline}, interval {ReportWording.Ends(theirs)}";
    }
}
