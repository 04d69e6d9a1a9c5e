using System.Text;
using Arize.Build.Client;

namespace Arize.Build.Gates.Reports;

/// <summary>
/// Writes reports into a record, before its verdict. A report that cannot be written is a warning: the verdict stands, and is about the release, not about a disk.
/// </summary>
internal sealed class ReportFiles(TimeProvider clock)
{
    /// <summary>What a step of GitHub Actions can hold of summaries, all of its gates together.</summary>
    internal const int StepSummaryLimit = 1024 * 1024;

    /// <summary>The name of the Markdown report.</summary>
    internal const string Summary = "summary.md";

    internal const string Html = "report.html";

    const int Attempts = 20;

    TimeProvider Time => clock;

    /// <summary>The reports by their names in a gate file.</summary>
    static readonly (string Name, string File, Func<GateReport, string> Render)[] Kinds =
        [("markdown", Summary, r => MarkdownReport.Render(r)), ("junit", "junit.xml", JUnitReport.Render), ("html", Html, HtmlReport.Render)];

    /// <summary>Removes those of an earlier run, as far as it can be done: they are for people, who can tell a time.</summary>
    public static void Remove(string folder)
    {
        foreach (var (_, file, _) in Kinds)
            Try(file, () => File.Delete(Path.Combine(folder, file)));
    }

    /// <summary>Writes those that are wanted.</summary>
    /// <param name="report">The report.</param>
    /// <param name="folder">The record's folder.</param>
    /// <param name="wanted">Names of reports; null wants all.</param>
    /// <param name="stepSummary">The file of the CI step's summary, to which the Markdown is added; null if there is none.</param>
    /// <returns>A warning for each that could not be written.</returns>
    public async Task<IReadOnlyList<GateDiagnostic>> WriteAsync(GateReport report, string folder, IReadOnlyList<string>? wanted, string? stepSummary)
    {
        var faults = new List<GateDiagnostic?>();
        foreach (var (_, file, render) in Kinds.Where(k => wanted?.Contains(k.Name) ?? true))
            faults.Add(Try(file, () =>
            {
                using (var stream = new FileStream(Path.Combine(folder, file + ".new"), FileMode.Create, FileAccess.Write, FileShare.Read))
                    stream.Write(Encoding.UTF8.GetBytes(render(report)));
                File.Move(Path.Combine(folder, file + ".new"), Path.Combine(folder, file), overwrite: true);
            }));
        if (stepSummary is not null && (wanted?.Contains("markdown") ?? true))
            faults.Add(await AddAsync(report, stepSummary).ConfigureAwait(false));
        return [.. faults.OfType<GateDiagnostic>()];
    }

    /// <summary>Adds to the step's summary as much as it can hold. Gates of one step, perhaps in other processes, take turns.</summary>
    async Task<GateDiagnostic?> AddAsync(GateReport report, string file)
    {
        var fits = true;
        for (var attempt = 1; ; attempt++)
        {
            var fault = Try("summary of the CI step", () =>
            {
                using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.None);
                var room = StepSummaryLimit - stream.Position;
                var text = Bytes(brief: false) is var whole && whole.Length <= room ? whole : Bytes(brief: true) is var part && part.Length <= room ? part : null;
                stream.Write(text ?? []);
                fits = text is not null;
            });
            if (fault is null)
                return fits ? null : Warning("The summary of the CI step is full (1 MiB), so this gate is not in it.");
            if (attempt == Attempts)
                return fault;
            await Task.Delay(TimeSpan.FromMilliseconds(50), Time).ConfigureAwait(false);
        }

        byte[] Bytes(bool brief) => Encoding.UTF8.GetBytes(MarkdownReport.Render(report, brief) + "\n");
    }

    static GateDiagnostic? Try(string file, Action write)
    {
        try
        {
            write();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Warning($"The report {file} cannot be written, and the verdict stands: {FileReason.Of(e)}");
        }
    }

    static GateDiagnostic Warning(string message) => new(GateErrorCode.GateWarning, message, Severity: DiagnosticSeverity.Warning);
}
