using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates.Records;
using Arize.Build.Gates.Running;

namespace Arize.Build.Gates.Replay;

/// <summary>
/// Judges records again under a changed gate: which criteria turn, and how often would each setting have blocked. It asks no service and needs no key; nothing of a record is changed. The
/// day of a record is the day of its replay, so that waivers and the result do not depend on when it is asked.
/// </summary>
internal static class GateReplay
{
    const int DeepestFolder = 6;

    /// <summary>Replays a gate of a file.</summary>
    /// <param name="gate">The gate, as it is to be tried.</param>
    /// <param name="path">A record, or a folder of records; an absolute path.</param>
    /// <param name="log">Takes warnings about records that cannot be used.</param>
    /// <exception cref="ArizeException">The gate has no criteria, or there is no record that can be used.</exception>
    public static ReplayResult Run(GateRequest gate, string path, IBuildLog log) => gate.Gate is { Criteria.Count: > 0 } definition ? Run(definition, path, log)
        : throw new ArizeException(new ArizeDiagnostic(GateErrorCode.NotJudged, "There is nothing to judge again: criteria are in a gate file, and this gate is over one run."));

    /// <summary>Judges records again, and prints what came of it.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="path">A record, or a folder that holds records; null takes the gate's own.</param>
    /// <param name="log">Reports.</param>
    public static ReplayResult RunAndPrint(GateRequest gate, string? path, IBuildLog log)
    {
        var result = Run(gate, path ?? gate.Record, log);
        foreach (var line in result.Lines(gate.Name))
            log.Milestone(line);
        return result;
    }

    internal static ReplayResult Run(GateDefinition gate, string path, IBuildLog log)
    {
        if (gate.Traces is not null && gate.Criteria.FirstOrDefault(c => c.Slices is not null)?.Slices is { By: var field })
            throw new ArizeException([new ArizeDiagnostic(GateErrorCode.NotJudged,
                $"Slices need the field {RemoteText.Quote(field)}, and a record of traffic holds no fields: this gate cannot be judged again without the service.")]);
        var (replayed, rows, experiments) = (new List<ReplayedRecord>(), new List<RowSummary>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var folder in Folders(path))
            try
            {
                var (record, candidate, experimentId) = One(gate, folder, path);
                replayed.Add(record);
                // A reused experiment has several records, and no noise between them.
                if (candidate.Rows > 0 && (experimentId is null || experiments.Add(experimentId)))
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

    static (ReplayedRecord, RowSummary, string? ExperimentId) One(GateDefinition gate, string folder, string root)
    {
        var verdict = VerdictFile.Read(folder)!;
        if (TrafficRecord.Misfit(gate, verdict) is { } misfit)
            throw new ArizeException([new ArizeDiagnostic(GateErrorCode.NotJudged, $"The record in {RemoteText.Quote(folder)} cannot be judged again by this gate: {misfit}")]);
        var rows = TrafficRecord.NewSummary(gate);
        if (verdict.Scores is { } scores)
            rows = ScoresFile.ReadRows(folder, RecordFile.Scores, scores, rows);
        if (verdict.Scores is not null && (rows.Rows != verdict.Rows || rows.Examples != verdict.Examples))
            throw VerdictFile.Unusable(folder, $"its verdict counts {NumberFormat.Count(verdict.Rows, "row")} of {NumberFormat.Count(verdict.Examples, "example")}, and {RecordFile.Scores} holds "
                + $"{NumberFormat.Count(rows.Rows, "row")} of {NumberFormat.Count(rows.Examples, "example")}.");
        var baseline = verdict.Baseline is { } pinned ? ScoresFile.ReadRows(folder, RecordFile.Baseline, pinned, TrafficRecord.NewSummary(gate)) : null;
        var now = Judge.Verdict(new JudgeRequest
        {
            Criteria = gate.Criteria,
            Data = TrafficRecord.Data(gate),
            Noun = gate.Traces is { } traces ? TrafficFound.NounOf(traces.Unit) : null,
            Candidate = rows,
            Baseline = baseline,
            WithoutBaseline = gate.Baseline?.WhenMissing ?? Outcome.Error,
            Counters = [.. verdict.Counters.Select(run => new RunCounters(run.Successes, run.Errors, run.Skipped))],
            Looks = gate.Looks,
            Waivers = gate.Waivers,
            Today = VerdictFile.Moment(verdict.Meta.JudgedAt) is { } day ? DateOnly.FromDateTime(day.UtcDateTime) : default,
            PassInconclusive = gate.PassInconclusive,
            IsScoredByBuild = metric => verdict.Criteria.Any(c => c.ScoredByBuild && c.Metric == metric),
            Exchanges = IdenticalModel.Exchanges,
        });
        // What stopped a gate before its rows were judged (a pin, a failed evaluation) would stop it again.
        if (verdict.Scores is null || verdict.Rows == 0)
            now = now with { Outcome = verdict.Outcome == Outcome.Fail ? Outcome.Fail : Outcome.Error, Passed = false };
        var name = Path.GetRelativePath(root, folder);
        return (new ReplayedRecord { Name = name == "." ? Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)) : name.Replace('\\', '/'), Was = verdict.Outcome, WasPassed = verdict.Passed, Before = Outcomes(verdict), Now = now }, rows, verdict.Meta.ExperimentId);
    }

    static Dictionary<string, Outcome> Outcomes(VerdictDocument verdict)
    {
        var outcomes = new Dictionary<string, Outcome>(StringComparer.Ordinal);
        foreach (var criterion in verdict.Criteria)
            outcomes[criterion.Name] = criterion.Outcome;
        return outcomes;
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
            throw new ArizeException(new ArizeDiagnostic(GateErrorCode.NotJudged, $"The folder {RemoteText.Quote(path)} cannot be read: {FileReason.Of(e)}"), e);
        }
    }
}
