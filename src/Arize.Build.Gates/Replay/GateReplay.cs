using System.Text.Json.Nodes;
using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates.Records;

namespace Arize.Build.Gates.Replay;

/// <summary>
/// Judges records again under a changed gate: which criteria turn, and how often would each setting have blocked. It asks no service and needs no key; nothing of a record is changed. The
/// day of a record is the day of its replay, so that waivers and the result do not depend on when it is asked.
/// </summary>
public static class GateReplay
{
    const int DeepestFolder = 6;

    /// <summary>Replays a gate of a file.</summary>
    /// <param name="gate">The gate, as it is to be tried.</param>
    /// <param name="path">A record, or a folder of records; an absolute path.</param>
    /// <param name="log">Hears of records that cannot be used.</param>
    /// <exception cref="ArizeException">The gate has no criteria, or there is no record that can be used.</exception>
    public static ReplayResult Run(GatePlan gate, string path, IBuildLog log) => gate.File is { } file ? Run(file.Gate, path, log)
        : throw new ArizeException(new ArizeDiagnostic(GateErrorCode.NotJudged, "There is nothing to judge again: criteria are in a gate file, and this gate is over one run."));

    internal static ReplayResult Run(GateFile gate, string path, IBuildLog log)
    {
        var (replayed, rows) = (new List<ReplayedRecord>(), new List<RowSummary>());
        foreach (var folder in Folders(path))
            try
            {
                var (record, candidate) = One(gate, folder, path);
                replayed.Add(record);
                if (candidate.Rows > 0)
                    rows.Add(candidate);
            }
            catch (ArizeException e)
            {
                foreach (var fault in e.Diagnostics)
                    log.Warning(new ArizeDiagnostic(GateErrorCode.GateWarning, $"{fault.Message} It is left out."));
            }
        return replayed.Count == 0
            ? throw new ArizeException(new ArizeDiagnostic(GateErrorCode.NotJudged, $"There is no record in {RemoteText.Quote(path)} that can be judged again: a record is a folder with a verdict.json."))
            : new ReplayResult { Records = replayed, Proposals = Proposals.For(gate, rows) };
    }

    static (ReplayedRecord, RowSummary) One(GateFile gate, string folder, string root)
    {
        var verdict = ScoresFile.ReadVerdict(folder)!;
        var rows = verdict["scores"] is JsonObject ? ScoresFile.ReadRows(folder, RecordFile.Scores, verdict, gate.Criteria) : new RowSummary(gate.Criteria);
        var baseline = verdict["baseline"] is JsonObject ? ScoresFile.ReadRows(folder, RecordFile.Baseline, verdict, gate.Criteria) : null;
        var before = RecordedVerdict.Read(verdict);
        var now = Judge.Verdict(new JudgeRequest
        {
            Criteria = gate.Criteria,
            Data = gate.Data,
            Candidate = rows,
            Baseline = baseline,
            WithoutBaseline = gate.Baseline?.WhenMissing ?? Outcome.Error,
            Counters = before.Counters,
            Waivers = gate.Waivers,
            Today = before.Day,
            PassInconclusive = gate.PassInconclusive,
        });
        // What stopped a gate before its rows were judged (a pin, a failed evaluation) would stop it again.
        if (before.WasStopped)
            now = now with { Outcome = Outcome.Error, Passed = false };
        var name = Path.GetRelativePath(root, folder);
        return (new ReplayedRecord { Name = name == "." ? Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)) : name.Replace('\\', '/'), Was = before.Outcome, WasPassed = before.Passed, Before = before.Criteria, Now = now }, rows);
    }

    /// <summary>In a fixed order, whatever that of the file system is.</summary>
    static IEnumerable<string> Folders(string path)
    {
        if (!Directory.Exists(path))
            return [];
        try
        {
            var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = DeepestFolder, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
            return [.. Directory.EnumerateFiles(path, RecordFile.Verdict, options).Select(f => Path.GetDirectoryName(f)!).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArizeException(new ArizeDiagnostic(GateErrorCode.NotJudged, $"The folder {RemoteText.Quote(path)} cannot be read: {RemoteText.OneLine(e.Message, 300)}"), e);
        }
    }
}
