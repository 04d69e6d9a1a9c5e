using Arize.Build.Client;

namespace Arize.Build.Gates;

/// <summary>
/// Takes progress, errors and warnings, line by line.
/// Text from the service was neutralised before it gets here.
/// </summary>
internal interface IBuildLog
{
    /// <summary>A line for every log: a run started, changed its state, ended.</summary>
    /// <param name="line">One line.</param>
    void Milestone(string line);

    /// <summary>How far something that is waited for is. Each line replaces the one before, if the output can do that.</summary>
    /// <param name="line">One line.</param>
    /// <param name="isDue">True if every log shows it; false if only a detailed log, or a line that is replaced in place.</param>
    void Progress(string line, bool isDue)
    {
        if (isDue)
            Milestone(line);
        else
            Detail(line);
    }

    /// <summary>The last line about a gate that did not pass, after all errors: the next step, and the report.</summary>
    /// <param name="line">One line.</param>
    void Ending(string line) => Milestone(line);

    /// <summary>A line for a detailed log.</summary>
    /// <param name="line">One line.</param>
    void Detail(string line);

    /// <summary>An error or a warning, at its place in a gate file if it has one.</summary>
    /// <param name="diagnostic">What is wrong or odd.</param>
    void Report(GateDiagnostic diagnostic);

    /// <summary>The verdict of a gate, line by line, and what is wrong or odd.</summary>
    /// <param name="result">The gate's result.</param>
    void Verdict(GateResult result)
    {
        foreach (var line in result.Table)
            Milestone(line);
        foreach (var diagnostic in result.Diagnostics)
            Report(diagnostic);
    }

    /// <summary>Something odd that does not stop the work.</summary>
    /// <param name="diagnostic">What is odd, with its code.</param>
    void Warning(ArizeDiagnostic diagnostic) => Report(new GateDiagnostic(diagnostic.Code, diagnostic.Message, Severity: DiagnosticSeverity.Warning));
}
