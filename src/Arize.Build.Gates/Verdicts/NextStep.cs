using Arize.Build.Client;

namespace Arize.Build.Gates.Verdicts;

/// <summary>What to do after a verdict, in one sentence that names the action. The console, the reports and the errors of a build use the same one. Pure.</summary>
internal static class NextStep
{
    const int LongestName = 60;

    /// <summary>The next step.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="others">What else there is to report about the gate; diagnostics about criteria may be among them, and add nothing.</param>
    public static string For(GateVerdict verdict, IEnumerable<GateDiagnostic> others) => verdict.Override is { } given
        ? $"The release goes out by the override of {RemoteText.OneLine(given.Owner, LongestName)}: remove it once the release is out. Before the next release: {Otherwise(verdict, others)}"
        : Otherwise(verdict, others);

    /// <summary>The next step of a gate that nothing overrides.</summary>
    static string Otherwise(GateVerdict verdict, IEnumerable<GateDiagnostic> others)
    {
        if (verdict.Passed)
            return Passed(verdict);
        if (verdict.DataProblems.Count > 0)
            return For(verdict.DataProblems[0].Code);
        if (others.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error && !IsOfCriterion(d.Code, verdict)) is { } first)
            return For(first.Code);
        CriterionVerdict[] all = [.. verdict.Criteria.Where(c => c.Outcome == verdict.Outcome)];
        // Examples that broke are the shortest way to a cause.
        return (all.FirstOrDefault(c => c.Broke > 0) ?? all.FirstOrDefault()) is not { } worst ? For(GateErrorCode.NotJudged) : verdict.Outcome switch
        {
            Outcome.Fail => Failed(worst, all.Length, verdict.Override is not null),
            Outcome.Inconclusive => Inconclusive(worst, verdict.IdenticalModel),
            _ => NotJudged(worst),
        };
    }

    /// <summary>The next step after a gate that failed to run. If its time ended while something kept failing, more time would not help: the cause decides.</summary>
    /// <param name="error">What ended it.</param>
    public static string For(ArizeException error)
    {
        var cause = error;
        for (Exception? inner = error; inner is not null && cause.Code == ArizeErrorCode.Timeout; inner = inner.InnerException)
            cause = inner as ArizeException ?? cause;
        return For(cause.Code);
    }

    /// <summary>The next step after an interrupted gate.</summary>
    /// <param name="gate">The gate's name.</param>
    public static string Interrupted(string gate) => $"Run the gate {RemoteText.Quote(gate)} again: it was interrupted, and there is no verdict.";

    /// <summary>The next step after an error that left no verdict on criteria.</summary>
    /// <param name="code">The error's code.</param>
    public static string For(string code) => code switch
    {
        ArizeErrorCode.Timeout => $"Give the gate more time (\"wait\" in the gate file, or ArizeTimeout), or judge fewer examples, and run it again ({Page(code)}).",
        GateErrorCode.RunFailed => $"Fix the cause that the service gives for its failed run, and run the gate again; nothing was judged ({Page(code)}).",
        GateErrorCode.RunCancelled => $"Find out who or what cancelled the run, and run the gate again; nothing was judged ({Page(code)}).",
        GateErrorCode.TooManyErrors => $"Read the errors of the failed rows, fix their cause, and run the gate again; if that many are acceptable, raise the limit on errors ({Page(code)}).",
        GateErrorCode.UnknownOutcome => $"Look in Arize whether the run exists before you run the gate again: nothing was sent twice ({Page(code)}).",
        GateErrorCode.NoEvidence => $"Check that the task's dataset or filter matches something, and run the gate again ({Page(code)}).",
        GateErrorCode.GateFile => $"Correct the gate file at the line of the error, and run the gate again ({Page(code)}).",
        ArizeErrorCode.ApiKey or ArizeErrorCode.Authentication => $"Give the build step a valid API key, and run the gate again ({Page(code)}).",
        ArizeErrorCode.RateLimited or ArizeErrorCode.Service => $"Wait until the service answers, and run the gate again; in a CI job, or with ArizeRunKey, what was started is continued, not repeated ({Page(code)}).",
        _ => $"Correct what the message names, and run the gate again ({Page(code)}).",
    };

    static string Passed(GateVerdict verdict)
    {
        if (verdict.Outcome == Outcome.Inconclusive)
            return $"The release can go out, although nothing was shown: {Name(verdict.Criteria.First(c => c.Outcome == Outcome.Inconclusive))} is inconclusive, and the gate lets that through.";
        if (verdict.Criteria.FirstOrDefault(c => c.Waiver is not null) is { Waiver: { } waiver } waived)
            return $"The release can go out; fix {Name(waived)} before its waiver ends on {new WaiverUse(waiver, WaiverState.Applied).Day}.";
        return verdict.Criteria.FirstOrDefault(c => c.Outcome == Outcome.Warn) is { } warned
            ? $"The release can go out; look at {Name(warned)}, which only warns."
            : "Nothing to do: the release can go out.";
    }

    static string Failed(CriterionVerdict verdict, int failed, bool isOverridden)
    {
        var whose = failed == 1 ? $"a waiver for \"{WaiverName(verdict)}\"" : $"a waiver for each of the {NumberFormat.Short(failed)} criteria that failed";
        var page = Page(GateErrorCode.CriterionFailed);
        // A release that is overridden goes out already.
        var otherwise = isOverridden ? $" ({page})" : $"; to release anyway, add {whose} to the gate file ({page})";
        if (verdict.Finding == Finding.SliceFailed && verdict.Slices.FirstOrDefault(s => s.Fails) is { } slice)
            return $"Read the examples of the slice {RemoteText.Quote(RemoteText.OneLine(slice.Name, LongestName))}, fix the model or the prompt, and run the gate again{otherwise}.";
        if (verdict is { Criterion.IsComparison: true, Broke: > 0 and var broke })
            return verdict.Scale == Scale.Binary
                ? $"Read the {NumberFormat.Count(broke, "answer")} that broke, fix the model or the prompt, and run the gate again{otherwise}."
                : $"Read the examples whose {Name(verdict)} got worse, fix the cause, and run the gate again{otherwise}.";
        var (limit, title) = (CriterionText.Required(verdict.Criterion, verdict.Scale), Name(verdict));
        return $"Bring {title} to {limit}, and run the gate again{otherwise}.";
    }

    static string Inconclusive(CriterionVerdict verdict, PassEstimate? identical)
    {
        var page = Page(GateErrorCode.Inconclusive);
        if (verdict.Needs is { } needed and < int.MaxValue)
            return $"Run the gate over at least {NumberFormat.Count(needed, verdict.Criterion.IsMean ? "example" : "row")}, because fewer cannot show that {Name(verdict)} holds ({page}).";
        if (verdict.Finding == Finding.TooFewExamples)
            return $"Add examples to the dataset, because {NumberFormat.Count(verdict.Clusters ?? verdict.Examples ?? 0, verdict.Clusters is null ? "example" : "cluster")} are too few to decide on ({page}).";
        if (verdict.Finding == Finding.MissingScoresDecide)
            return $"Have the {NumberFormat.Count(verdict.Missing, "row")} without a score evaluated, and run the gate again ({page}).";
        if (identical is { Share: < PassEstimate.Enough, Narrowest: { } narrow, Tolerance: { } tolerance })
            return $"Widen the tolerance (\"{narrow.Operator.Key()}\": {NumberFormat.Limit(tolerance)}) or add examples, because an identical model passes only "
                + $"{NumberFormat.Percent(Math.Round(identical.Share, 2))} of the time; try it with ArizeGateReplay, without a new run ({page}).";
        return verdict is { Criterion.IsComparison: true, Broke: > 0 }
            ? $"Read the examples that got worse: if they are real mistakes, fix them; else judge more examples, or add a waiver for \"{WaiverName(verdict)}\" ({page})."
            : $"Judge more examples, or add a waiver for \"{WaiverName(verdict)}\" to the gate file ({page}).";
    }

    static string NotJudged(CriterionVerdict verdict) => verdict.Finding == Finding.NoBaseline
        ? $"Make a baseline first: name an experiment that exists, or set \"whenMissing\": \"adopt\" for the first run ({Page(GateErrorCode.NotJudged)})."
        : $"Correct what the message about {Name(verdict)} names, and run the gate again ({Page(GateErrorCode.NotJudged)}).";

    /// <summary>The codes that diagnostics about criteria have. ARIZE4003 is such a one only if a criterion cannot be judged.</summary>
    static bool IsOfCriterion(string code, GateVerdict verdict) => code is GateErrorCode.CriterionFailed or GateErrorCode.Inconclusive
        || code == GateErrorCode.NotJudged && verdict.Criteria.Any(c => c.Outcome == Outcome.Error);

    static string Name(CriterionVerdict verdict) => RemoteText.OneLine(CriterionText.Title(verdict.Criterion), LongestName);

    static string WaiverName(CriterionVerdict verdict) => $"{Name(verdict)} {verdict.Criterion.Operator.Key()}";

    static string Page(string code) => $"docs/errors/{code}.md";
}
