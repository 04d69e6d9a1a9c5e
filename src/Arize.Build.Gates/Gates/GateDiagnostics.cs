using Arize.Build.Client;
using Arize.Build.Gates.Files;
using Arize.Build.Gates.Judging;

namespace Arize.Build.Gates;

/// <summary>From a verdict to what front ends report. Errors come first, because CI systems show only so many. Pure.</summary>
internal static class GateDiagnostics
{
    /// <param name="gate">The gate's name.</param>
    /// <param name="verdict">The verdict.</param>
    /// <param name="others">What else there is to say.</param>
    /// <param name="file">The gate's file: where to point when nothing in it is to blame alone.</param>
    public static IReadOnlyList<GateFault> Of(string gate, GateVerdict verdict, IEnumerable<GateFault> others, string file)
    {
        var said = others.Concat(verdict.DataFaults.Select(f => new GateFault(ArizeErrorKind.NotJudged, $"Could not be judged: {f}")))
            .Concat(verdict.Waivers.Where(w => w.State == WaiverState.Expired).Select(w => new GateFault(ArizeErrorKind.GateWarning, w.ToString(), w.Waiver.Source, FaultSeverity.Warning)))
            .Concat(verdict.Criteria.Where(c => c.Outcome != Outcome.Pass).Select(c => Of(c, verdict)));
        return [.. said.Select(f => f with { At = f.At ?? new SourcePosition(file, 1, 1), Message = $"Gate {Fault.Show(gate)}: {RemoteText.OneLine(f.Message)}" }).OrderBy(f => f.Severity).ThenBy(f => Rank(f.Kind))];
    }

    static GateFault Of(CriterionVerdict criterion, GateVerdict verdict) => criterion.Outcome switch
    {
        Outcome.Fail => new(ArizeErrorKind.CriterionFailed, criterion.Reason, criterion.Criterion.Source),
        Outcome.Inconclusive => new(ArizeErrorKind.Inconclusive, criterion.Reason, criterion.Criterion.Source, verdict.Passed ? FaultSeverity.Warning : FaultSeverity.Error),
        Outcome.Warn => new(ArizeErrorKind.GateWarning, criterion.Reason, criterion.Criterion.Source, FaultSeverity.Warning),
        _ => new(ArizeErrorKind.NotJudged, criterion.Reason, criterion.Criterion.Source),
    };

    static int Rank(ArizeErrorKind kind) => kind switch { ArizeErrorKind.CriterionFailed => 1, ArizeErrorKind.Inconclusive => 2, ArizeErrorKind.GateWarning => 3, _ => 0 };
}
