using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Reports;

/// <summary>
/// A criterion as a picture: its number and interval against the limit, and against the baseline. What may not be is hatched, so nothing hangs on colour. Lengths are percentages: text
/// keeps its size on a phone.
/// </summary>
internal static class IntervalPlot
{
    const int Middle = 48;
    const int Axis = 68;

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

        var svg = new Html();
        svg.Line($"""<svg class="interval" role="img" width="100%" height="92"><title>{Title(criterion)}</title>""");
        Forbidden(svg, scale, limit, asked);
        foreach (var mark in scale.Marks())
            svg.Line($"""<line class="grid" x1="{scale.At(mark)}%" x2="{scale.At(mark)}%" y1="32" y2="{Axis}"/><text class="tick" x="{scale.At(mark)}%" y="{Axis + 16}" text-anchor="middle">{Sign(mark, asked) + scale.Label(Math.Abs(mark))}</text>""");
        svg.Line($"""<line class="axis" x1="0" x2="100%" y1="{Axis}" y2="{Axis}"/>""");
        Upright(svg, scale, limit, "limit", 11, asked.IsComparison ? $"allowed: {(asked.HigherIsBetter ? "−" : "+")}{NumberFormat.Short(Math.Abs(limit))}{(inPoints ? " points" : "")}" : asked.HigherIsBetter ? $"floor {NumberFormat.Short(limit)}" : $"ceiling {NumberFormat.Short(limit)}");
        if (asked.IsComparison)
            Upright(svg, scale, 0, "base", 25, "baseline");
        else if (baseline is { } theirs)
            svg.Line($"""<text class="label base" x="{scale.At(theirs)}%" y="25" text-anchor="{Anchor(scale.At(theirs))}">baseline {NumberFormat.Value(theirs)}</text><svg x="{scale.At(theirs)}%" y="{Middle}" overflow="visible"><path class="theirs" d="M0-7 7 0 0 7-7 0z"/></svg>""");
        Bar(svg, scale, low, high);
        svg.Line($"""<circle class="point" cx="{scale.At(point)}%" cy="{Middle}" r="6.5"/>""");
        return svg.Raw("</svg>");
    }

    /// <summary>The side on which the number may not lie.</summary>
    static void Forbidden(Html svg, PlotScale scale, double limit, Criterion asked)
    {
        var (from, width) = asked.HigherIsBetter ? (0.0, scale.At(limit)) : (scale.At(limit), 100 - scale.At(limit));
        svg.Line($"""<rect class="zone" x="{from}%" y="32" width="{width}%" height="{Axis - 32}"/><rect fill="url(#hatch)" x="{from}%" y="32" width="{width}%" height="{Axis - 32}"/>""");
    }

    static void Upright(Html svg, PlotScale scale, double at, string kind, int labelY, string label) => svg.Line(
        $"""<line class="{kind}" x1="{scale.At(at)}%" x2="{scale.At(at)}%" y1="{labelY + 4}" y2="{Axis}"/><text class="label {kind}" x="{scale.At(at)}%" y="{labelY}" text-anchor="{Anchor(scale.At(at))}">{label}</text>""");

    /// <summary>An end that the data do not bound has no cap.</summary>
    static void Bar(Html svg, PlotScale scale, double low, double high)
    {
        var (from, to) = (double.IsFinite(low) ? scale.At(low) : 0, double.IsFinite(high) ? scale.At(high) : 100);
        svg.Line($"""<line class="bar" x1="{from}%" x2="{to}%" y1="{Middle}" y2="{Middle}"/>""");
        foreach (var end in new[] { (low, from), (high, to) }.Where(e => double.IsFinite(e.Item1)))
            svg.Line($"""<line class="bar" x1="{end.Item2}%" x2="{end.Item2}%" y1="{Middle - 7}" y2="{Middle + 7}"/>""");
    }

    static string Anchor(double at) => at < 20 ? "start" : at > 80 ? "end" : "middle";

    static string Sign(double mark, Criterion asked) => mark < 0 ? "−" : asked.IsComparison && mark > 0 ? "+" : "";

    static string Title(ReportCriterion criterion)
    {
        var verdict = criterion.Verdict;
        var (value, baseline) = ReportWording.Values(verdict);
        return $"{CriterionText.Title(verdict.Criterion)} {value}{(baseline is null ? "" : $" against {baseline} of the baseline")}; {ReportWording.Asked(verdict.Criterion, verdict.Scale)}"
            + (ReportWording.Interval(verdict) is { } interval ? $"; {(verdict.Criterion.IsComparison ? "interval of the change" : "interval")} {interval}" : "");
    }
}
