using Arize.Build.Client;

namespace Arize.Build.Gates.Reports;

/// <summary>Text that was written elsewhere, on its way into a report.</summary>
internal static class ReportText
{
    /// <summary>One harmless line; code points that neither XML nor HTML allows are made visible, too, though they are no controls.</summary>
    public static string Line(string? text, int longest = 4000)
    {
        var line = RemoteText.OneLine(text, longest);
        return line.Any(c => c is '\uFFFE' or '\uFFFF') ? line.Replace("\uFFFE", "\\uFFFE", StringComparison.Ordinal).Replace("\uFFFF", "\\uFFFF", StringComparison.Ordinal) : line;
    }
}
