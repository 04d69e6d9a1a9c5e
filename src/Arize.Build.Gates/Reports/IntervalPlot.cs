using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Reports;

/// <summary>
/// A criterion as a picture: its number and interval against the line that decides. What may not be is hatched, so nothing hangs on colour. Lengths are percentages: text keeps its size on a
/// phone. Only the line has a label; the legend below says the rest, so that no two labels can meet.
/// </summary>
internal static class IntervalPlot
{
    const int Top = 18;
    const int Middle = 36;
    const int Axis = 54;

    public static Html? Draw(ReportCriterion criterion)
    {
        var verdict = criterion.Verdict;
        if (verdict.Value is not { } value || !double.IsFinite(value) || !double.IsFinite(verdict.Baseline ?? 0))
            return null;
        var asked = verdict.Criterion;
        var inPoints = asked.IsComparison && NumberFormat.IsInPoints(verdict.Scale);
        var unit = inPoints ? 100.0 : 1;
        var point = (asked.IsComparison ? verdict.Change ?? value - verdict.Baseline!.Value : value) * unit;
        var allowed = asked.IsComparison ? verdict.Allowed ?? asked.Limit : asked.Limit;
        var limit = (asked.IsComparison && asked.HigherIsBetter ? -allowed : allowed) * unit;
        double? baseline = asked.IsComparison ? 0 : criterion.BaselineLevel;
        var (low, high) = verdict.Interval is { } i ? (i.Low * unit, i.High * unit) : (point, point);
        double[] seen = [.. new[] { point, limit, low, high, baseline ?? point }.Where(double.IsFinite)];
        // Some of what is not allowed is seen, even where all numbers are far from it.
        var beyond = limit + (asked.HigherIsBetter ? -0.1 : 0.1) * (seen.Max() - seen.Min());
        var scale = PlotScale.Over([.. seen, beyond]);
        if (!asked.IsComparison && NumberFormat.IsInPoints(verdict.Scale))
            scale = scale.Within(0, 1);

        var svg = new Html().Line($"""<svg class="interval" role="img" width="100%" height="{Axis + 22}"><title>{Title(verdict)}</title>""");
        Forbidden(svg, scale, limit, asked);
        foreach (var mark in scale.Marks())
            Mark(svg, scale, mark, Top, Axis, Sign(mark, asked) + scale.Label(Math.Abs(mark)));
        svg.Line($"""<line class="axis" x1="0" x2="100%" y1="{Axis}" y2="{Axis}"/>""");
        if (asked.IsComparison)
            svg.Line($"""<line class="base" x1="{scale.At(0)}%" x2="{scale.At(0)}%" y1="{Top}" y2="{Axis}"/>""");
        var label = asked.IsComparison ? $"allowed {(asked.HigherIsBetter ? "−" : "+")}{NumberFormat.Short(Math.Abs(limit))}" : ReportWording.Asked(verdict);
        svg.Line($"""<line class="limit" x1="{scale.At(limit)}%" x2="{scale.At(limit)}%" y1="{Top - 3}" y2="{Axis}"/><text class="label limit" x="{scale.At(limit)}%" y="{Top - 7}" text-anchor="{Anchor(scale.At(limit))}">{label}</text>""");
        Bar(svg, scale, "", Middle, new(low, high));
        Point(svg, scale, Middle, point);
        if (!asked.IsComparison && baseline is { } theirs)
            Diamond(svg, scale, Middle, theirs);
        return svg.Raw("</svg>");
    }

    /// <summary>The side on which the number may not lie.</summary>
    static void Forbidden(Html svg, PlotScale scale, double limit, Criterion asked)
    {
        var (from, width) = asked.HigherIsBetter ? (0.0, scale.At(limit)) : (scale.At(limit), 100 - scale.At(limit));
        svg.Line($"""<rect class="zone" x="{from}%" y="{Top}" width="{width}%" height="{Axis - Top}"/><rect fill="url(#hatch)" x="{from}%" y="{Top}" width="{width}%" height="{Axis - Top}"/>""");
    }

    /// <summary>A line of the grid, and its number below the axis.</summary>
    public static void Mark(Html svg, PlotScale scale, double mark, int top, int axis, string label)
    {
        var at = scale.At(mark);
        svg.Line($"""<line class="grid" x1="{at}%" x2="{at}%" y1="{top}" y2="{axis}"/><text class="tick" x="{at}%" y="{axis + 16}" text-anchor="{Edge(at)}">{label}</text>""");
    }

    /// <summary>An interval. An end that the data do not bound reaches the edge, and has no cap.</summary>
    public static void Bar(Html svg, PlotScale scale, string kind, int y, Interval interval)
    {
        var (from, to) = (double.IsFinite(interval.Low) ? scale.At(interval.Low) : 0, double.IsFinite(interval.High) ? scale.At(interval.High) : 100);
        svg.Line($"""<line class="bar{kind}" x1="{from}%" x2="{to}%" y1="{y}" y2="{y}"/>""");
        foreach (var (end, at) in new[] { (interval.Low, from), (interval.High, to) }.Where(e => double.IsFinite(e.Item1)))
            svg.Line($"""<line class="bar{kind}" x1="{at}%" x2="{at}%" y1="{y - 7}" y2="{y + 7}"/>""");
    }

    /// <summary>The candidate's number, or that of the change.</summary>
    public static void Point(Html svg, PlotScale scale, int y, double value) => svg.Line($"""<circle class="point" cx="{scale.At(value)}%" cy="{y}" r="6.5"/>""");

    /// <summary>The baseline's number.</summary>
    public static void Diamond(Html svg, PlotScale scale, int y, double value) =>
        svg.Line($"""<svg x="{scale.At(value)}%" y="{y}" overflow="visible"><path class="theirs" d="M0-7 7 0 0 7-7 0z"/></svg>""");

    static string Anchor(double at) => at < 20 ? "start" : at > 80 ? "end" : "middle";

    static string Edge(double at) => at < 3 ? "start" : at > 97 ? "end" : "middle";

    static string Sign(double mark, Criterion asked) => mark < 0 ? "−" : asked.IsComparison && mark > 0 ? "+" : "";

    static string Title(CriterionVerdict verdict)
    {
        var (value, baseline) = ReportWording.Values(verdict);
        return $"{CriterionText.Title(verdict.Criterion)} {value}{(baseline is null ? "" : $" against {baseline} of the baseline")}; {ReportWording.Asked(verdict)}"
            + (ReportWording.Interval(verdict) is { } interval ? $"; {(verdict.Criterion.IsComparison ? "interval of the change" : "interval")} {interval}" : "");
    }
}
