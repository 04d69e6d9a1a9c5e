using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates.Records;

namespace Arize.Build.Gates.Reports;

/// <summary>From what a gate knows at its end to the report about it. Pure.</summary>
internal static class GateReports
{
    /// <summary>The report of a verdict.</summary>
    /// <param name="gate">The gate's name.</param>
    /// <param name="verdict">The verdict.</param>
    /// <param name="said">The other errors and warnings of the gate.</param>
    /// <param name="cost">Its cost.</param>
    /// <param name="meta">Ids and times.</param>
    /// <param name="judged">The evidence of the verdict; null for a gate over one run, and if no rows were read.</param>
    public static GateReport Of(string gate, GateVerdict verdict, IEnumerable<GateDiagnostic> said, GateCost cost, VerdictMeta meta, JudgeRequest? judged)
    {
        var all = said.ToArray();
        return new GateReport
        {
            Gate = gate,
            Outcome = verdict.Outcome,
            Passed = verdict.Passed,
            // The worst first: they are what is read.
            Criteria = [.. (judged is null ? verdict.Criteria.Select(c => new ReportCriterion(c)) : ReportCriterion.Of(verdict, judged.Candidate, judged.Baseline))
                .OrderByDescending(c => c.Verdict.Outcome)],
            Diagnostics = [.. all.Where(f => f.Severity == DiagnosticSeverity.Error), .. verdict.DataProblems.Select(f => new GateDiagnostic(f.Code, f.Message))],
            Override = verdict.Override,
            Warnings = [.. all.Where(f => f.Severity == DiagnosticSeverity.Warning).Select(f => f.Message), .. verdict.Warnings],
            Project = meta.Project,
            ProjectVersion = meta.ProjectVersion,
            Branch = meta.Branch,
            Commit = meta.Commit,
            BuildPage = meta.BuildPage,
            Model = meta.Model ?? meta.TaskName,
            NextStep = NextStep.For(verdict, all),
            Errors = verdict.Rows > 0 ? (verdict.RowErrors, verdict.Rows)
                : meta.Run is { NumErrors: { } errors } run ? (errors, errors + (run.NumSuccesses ?? 0)) : default,
            IdenticalModel = verdict.IdenticalModel,
            Looks = verdict.Looks,
            Waivers = verdict.Waivers,
            Examples = verdict.Examples,
            Baseline = meta.Baseline?.Name,
            ReusedFrom = meta.ReusedFrom,
            Facts = Facts(meta),
            Cost = cost,
            JudgedAt = meta.JudgedAt,
            Elapsed = meta.Elapsed,
        };
    }

    static (string, string?)[] Facts(VerdictMeta meta) =>
    [
        ("Project", meta.Project), ("Version", meta.ProjectVersion), ("Branch", meta.Branch), ("Commit", meta.Commit), ("CI run", meta.BuildPage), ("Task", meta.TaskName), ("Model", meta.Model),
        ("Run", meta.Run?.Id ?? meta.RunId), ("Status", meta.Run?.StatusText), ("Counters", meta.Run is null ? null : RunCounters.Of(meta.Run)?.ToString()),
        ("Experiment", meta.ExperimentName), ("Experiment id", meta.ExperimentId), ("Dataset", meta.DatasetId), ("Dataset version", meta.DatasetVersionId),
        ("Baseline", meta.Baseline?.Name), ("Baseline experiment", meta.Baseline?.ExperimentId), ("Build", meta.Build), ("Service", meta.Service),
    ];
}
