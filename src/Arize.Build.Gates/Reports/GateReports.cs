using Arize.Build.Client;
using Arize.Build.Gates.Files;
using Arize.Build.Gates.Judging;

namespace Arize.Build.Gates.Reports;

/// <summary>From what a gate knows at its end to the report about it. Pure.</summary>
internal static class GateReports
{
    /// <summary>The report of a verdict.</summary>
    /// <param name="gate">The gate's name.</param>
    /// <param name="verdict">The verdict.</param>
    /// <param name="said">What else was said of the gate, errors and warnings.</param>
    /// <param name="judged">What the verdict was given by; null where it did not come to that.</param>
    public static GateReport Of(string gate, GateVerdict verdict, IEnumerable<GateFault> said, JudgeRequest? judged)
    {
        var all = said.ToArray();
        return new GateReport
        {
            Gate = gate,
            Outcome = verdict.Outcome,
            Passed = verdict.Passed,
            Criteria = judged is null ? [.. verdict.Criteria.Select(c => new ReportCriterion(c))] : ReportCriterion.Of(verdict, judged.Candidate, judged.Baseline),
            Faults = [.. all.Where(f => f.Severity == FaultSeverity.Error), .. verdict.DataFaults.Select(f => new GateFault(ArizeErrorKind.NotJudged, f))],
            Warnings = [.. all.Where(f => f.Severity == FaultSeverity.Warning).Select(f => f.Message)],
            Waivers = verdict.Waivers,
            Examples = verdict.Examples,
        };
    }
}
