using System.Globalization;

namespace Arize.Build.Gates.Reports;

/// <summary>How scores are spread: the candidate's as full bars, the baseline's as outlines. Heights are shares, so that unequal numbers of examples compare.</summary>
internal static class HistogramPlot
{
    const double Tallest = 72;
    const double Ground = 88;

    public static Html? Draw(ReportCriterion criterion)
    {
        if (criterion.Candidate is not { } mine)
            return null;
        var theirs = criterion.Baseline;
        var most = Math.Max(Share(mine), theirs is null ? 0 : Share(theirs));
        var svg = new Html().Line($"""<svg class="histogram" role="img" width="100%" height="112"><title>{Title(mine, theirs)}</title>""");
        if (mine.IsBinary)
            Binary(svg, mine, theirs, most);
        else
            Bins(svg, mine, theirs, most);
        return svg.Line($"""<line class="axis" x1="0" x2="100%" y1="{Ground}" y2="{Ground}"/>""").Raw("</svg>");
    }

    static void Bins(Html svg, Distribution mine, Distribution? theirs, double most)
    {
        var width = 100.0 / mine.Counts.Count;
        for (var bin = 0; bin < mine.Counts.Count; bin++)
            Bar(svg, "mine", bin * width + 0.3, width - 0.6, Height(mine, bin, most));
        for (var bin = 0; theirs is not null && bin < theirs.Counts.Count; bin++)
            Bar(svg, "theirs", bin * width + 0.3, width - 0.6, Height(theirs, bin, most));
        var scale = PlotScale.Over(mine.Low, mine.High);
        foreach (var (at, anchor, value) in new[] { (0, "start", mine.Low), (50, "middle", (mine.Low + mine.High) / 2), (100, "end", mine.High) })
            svg.Line($"""<text class="tick" x="{at}%" y="{Ground + 16}" text-anchor="{anchor}">{(scale with { Step = scale.Step / 2 }).Label(value)}</text>""");
    }

    static void Binary(Html svg, Distribution mine, Distribution? theirs, double most)
    {
        for (var value = 0; value < 2; value++)
        {
            var left = value * 50.0;
            Counted(svg, "mine", left + 6, theirs is null ? 38 : 18, mine, value, most);
            if (theirs is not null)
                Counted(svg, "theirs", left + 26, 18, theirs, value, most);
            svg.Line($"""<text class="tick" x="{left + 25}%" y="{Ground + 16}" text-anchor="middle">score {value}</text>""");
        }
    }

    static void Counted(Html svg, string whose, double x, double width, Distribution scores, int value, double most)
    {
        var height = Height(scores, value, most);
        Bar(svg, whose, x, width, height);
        svg.Line($"""<text class="tick" x="{x + width / 2}%" y="{Ground - height - 4}" text-anchor="middle">{scores.Counts[value]}</text>""");
    }

    static void Bar(Html svg, string whose, double x, double width, double height)
    {
        if (height > 0)
            svg.Line($"""<rect class="{whose}" x="{x}%" y="{Ground - height}" width="{width}%" height="{height}"/>""");
    }

    static double Share(Distribution scores) => scores.Counts.Max() / (double)Math.Max(1, scores.N);

    /// <summary>What is there is seen: one score among thousands is a pixel.</summary>
    static double Height(Distribution scores, int bin, double most) =>
        scores.Counts[bin] == 0 ? 0 : Math.Max(1, Math.Round(scores.Counts[bin] / (double)scores.N / most * Tallest, 1));

    static string Title(Distribution mine, Distribution? theirs)
    {
        return $"Scores of the candidate: {Told(mine)}." + (theirs is null ? "" : $" Of the baseline: {Told(theirs)}.");

        static string Told(Distribution scores)
        {
            if (scores.IsBinary)
                return string.Create(CultureInfo.InvariantCulture, $"{scores.Counts[1]} are 1, {scores.Counts[0]} are 0");
            var scale = PlotScale.Over(scores.Low, scores.High);
            var width = (scores.High / 2 - scores.Low / 2) / scores.Counts.Count * 2;
            return string.Join(", ", scores.Counts.Select((count, bin) => (count, bin)).Where(b => b.count > 0)
                .Select(b => string.Create(CultureInfo.InvariantCulture, $"{b.count} from {Label(b.bin)} to {Label(b.bin + 1)}")));

            string Label(int edge) => (scale with { Step = scale.Step / 10 }).Label(scores.Low + edge * width);
        }
    }
}
