namespace Arize.Build.Gates;

/// <summary>
/// The codes of the errors and warnings that gates report, besides those of the client (<see cref="Client.ArizeErrorCode"/>). 3xxx are
/// about a run, 4xxx are verdicts.
/// </summary>
public static class GateErrorCode
{
    /// <summary>A gate file is not valid: each error names its line and column.</summary>
    public const string GateFile = "ARIZE1008";

    /// <summary>A results file has errors: each names its line. Nothing was logged.</summary>
    public const string ResultsFile = "ARIZE1010";

    /// <summary>A run ended FAILED.</summary>
    public const string RunFailed = "ARIZE3002";

    /// <summary>A run ended CANCELLED, by a user or by the service.</summary>
    public const string RunCancelled = "ARIZE3003";

    /// <summary>A run completed with more errors than allowed.</summary>
    public const string TooManyErrors = "ARIZE3004";

    /// <summary>It is not known whether a trigger started a run: the answer was lost. Nothing was sent again.</summary>
    public const string UnknownOutcome = "ARIZE3005";

    /// <summary>The dataset has an experiment of that name already.</summary>
    public const string NameTaken = "ARIZE3006";

    /// <summary>A run completed and processed nothing, or did not report what it processed: there is no evidence.</summary>
    public const string NoEvidence = "ARIZE3007";

    /// <summary>The record of a run cannot be written or read, or another build holds it.</summary>
    public const string Record = "ARIZE3008";

    /// <summary>A run has a status that this version does not know. A warning: the wait goes on until its deadline.</summary>
    public const string UnknownStatus = "ARIZE3009";

    /// <summary>An earlier build left a run that may be active still. A warning.</summary>
    public const string RunLeftBehind = "ARIZE3010";

    /// <summary>A trigger was sent a second time after a lost answer, because that was asked for. A warning.</summary>
    public const string SentAgain = "ARIZE3011";

    /// <summary>A criterion of a gate does not hold.</summary>
    public const string CriterionFailed = "ARIZE4001";

    /// <summary>The data of a gate could not show that a criterion holds.</summary>
    public const string Inconclusive = "ARIZE4002";

    /// <summary>A gate, or one of its criteria, cannot be judged: there is no evidence, or none that may be used.</summary>
    public const string NotJudged = "ARIZE4003";

    /// <summary>Something about a gate is worth knowing but blocks nothing: a criterion that warns, another version of the dataset. A warning.</summary>
    public const string GateWarning = "ARIZE4004";

    /// <summary>A verdict is required, and there is none.</summary>
    public const string NoVerdict = "ARIZE4005";

    /// <summary>A verdict is required, and the existing one is of another commit or gate, too old, or altered.</summary>
    public const string VerdictUnusable = "ARIZE4006";
}
