using Arize.Build.Client;

namespace Arize.Build.Gates.Running;

/// <summary>From a verdict to what front ends report. Errors come first, because CI systems show only so many. Pure.</summary>
internal static class GateDiagnostics
{
    /// <param name="gate">The gate's name.</param>
    /// <param name="verdict">The verdict.</param>
    /// <param name="others">What else there is to say.</param>
    /// <param name="file">The gate's file, for what is about no line of it; null if it has none.</param>
    public static IReadOnlyList<GateDiagnostic> Of(string gate, GateVerdict verdict, IEnumerable<GateDiagnostic> others, string? file)
    {
        var said = others.Concat(verdict.DataProblems.Select(f => new GateDiagnostic(f.Code, f.Code == GateErrorCode.TooManyErrors ? f.Message : $"Cannot be judged: {f.Message}")))
            .Concat(verdict.Warnings.Select(w => new GateDiagnostic(GateErrorCode.GateWarning, w, Severity: DiagnosticSeverity.Warning)))
            .Concat(verdict.Waivers.Where(w => w.State == WaiverState.Expired).Select(w => new GateDiagnostic(GateErrorCode.GateWarning, w.ToString(), w.Waiver.Source, DiagnosticSeverity.Warning)))
            .Concat(verdict.Criteria.Where(c => c.Outcome != Outcome.Pass).Select(c => Of(c, verdict)));
        return [.. said.Select(f => f with { At = f.At ?? (file is null ? null : new SourcePosition(file, 1, 1)), Message = $"Gate {RemoteText.Quote(gate)}: {RemoteText.OneLine(f.Message)}" }).OrderBy(f => f.Severity).ThenBy(f => Rank(f.Code))];
    }

    static GateDiagnostic Of(CriterionVerdict criterion, GateVerdict verdict) => criterion.Outcome switch
    {
        Outcome.Fail => new(GateErrorCode.CriterionFailed, criterion.Reason, criterion.Criterion.Source),
        Outcome.Inconclusive => new(GateErrorCode.Inconclusive, criterion.Reason, criterion.Criterion.Source, verdict.Passed ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error),
        Outcome.Warn => new(GateErrorCode.GateWarning, criterion.Reason, criterion.Criterion.Source, DiagnosticSeverity.Warning),
        _ => new(GateErrorCode.NotJudged, criterion.Reason, criterion.Criterion.Source),
    };

    static int Rank(string kind) => kind switch { GateErrorCode.TooManyErrors or GateErrorCode.CriterionFailed => 1, GateErrorCode.Inconclusive => 2, GateErrorCode.GateWarning => 3, _ => 0 };
}
