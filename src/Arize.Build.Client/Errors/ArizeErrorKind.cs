namespace Arize.Build.Client;

/// <summary>
/// What went wrong. The number is the code that front ends print: <c>ARIZE1004</c> is <see cref="Number"/>.
/// 1xxx are settings, found before any request; 2xxx come from the service or the way to it; 3xxx are about a run; 4xxx
/// are verdicts of gates.
/// </summary>
public enum ArizeErrorKind
{
    /// <summary>A setting is missing. An empty value counts as missing.</summary>
    Missing = 1001,

    /// <summary>Two settings exclude each other.</summary>
    Exclusive = 1002,

    /// <summary>A setting does not fit the type of the task (an evaluation or a RUN_EXPERIMENT task).</summary>
    WrongForTaskType = 1003,

    /// <summary>A number is not a number, or out of its range.</summary>
    Number = 1004,

    /// <summary>A duration cannot be read, or is out of its range.</summary>
    Duration = 1005,

    /// <summary>The API key is missing or unusable. The message never shows it.</summary>
    ApiKey = 1006,

    /// <summary>The API key may not be sent to this host, or TLS settings are unsafe.</summary>
    Host = 1007,

    /// <summary>A gate file is not valid: each fault names its line and column.</summary>
    GateFile = 1008,

    /// <summary>A value is not of the form its setting needs: an id, a time, a choice, a JSON file.</summary>
    Value = 1009,

    /// <summary>A results file has faults: each names its line. Nothing was logged.</summary>
    ResultsFile = 1010,

    /// <summary>A request would be larger than allowed, and was not sent.</summary>
    TooLarge = 1011,

    /// <summary>The service refused the API key (HTTP 401), or the key may not do this (HTTP 403).</summary>
    Authentication = 2001,

    /// <summary>No such resource, or not visible to this key; the service answers both alike (HTTP 404).</summary>
    NotFound = 2002,

    /// <summary>A name matches more than one resource.</summary>
    Ambiguous = 2003,

    /// <summary>Too many requests (HTTP 429), and the wait the service asks for does not fit the time left.</summary>
    RateLimited = 2004,

    /// <summary>The service could not be reached, or failed (HTTP 5xx), until the retries ran out.</summary>
    Service = 2005,

    /// <summary>Something else than the service answered: a redirect, a login page, a page of HTML.</summary>
    Intercepted = 2006,

    /// <summary>The service answered something that its contract does not allow, such as a run without a status.</summary>
    UnexpectedAnswer = 2007,

    /// <summary>The service refused the request as it stands (HTTP 400, 409, 422 and other 4xx).</summary>
    Rejected = 2008,

    /// <summary>TLS or the proxy refuses the connection, and trying again would not help.</summary>
    Connection = 2009,

    /// <summary>A run did not end within the time allowed.</summary>
    Timeout = 3001,

    /// <summary>A run ended FAILED.</summary>
    RunFailed = 3002,

    /// <summary>A run ended CANCELLED, by a user or by the service.</summary>
    RunCancelled = 3003,

    /// <summary>A run completed with more errors than allowed.</summary>
    TooManyErrors = 3004,

    /// <summary>It is not known whether a trigger started a run: the answer was lost. Nothing was sent again.</summary>
    UnknownOutcome = 3005,

    /// <summary>The dataset has an experiment of that name already.</summary>
    NameTaken = 3006,

    /// <summary>A run completed and processed nothing, or did not say what it processed: there is no evidence.</summary>
    NoEvidence = 3007,

    /// <summary>The record of a run cannot be written or read, or another build holds it.</summary>
    Record = 3008,

    /// <summary>A run has a status that this version does not know. A warning: the wait goes on until its deadline.</summary>
    UnknownStatus = 3009,

    /// <summary>An earlier build left a run that may be active still. A warning.</summary>
    RunLeftBehind = 3010,

    /// <summary>A trigger was sent a second time after a lost answer, because that was asked for. A warning.</summary>
    SentAgain = 3011,

    /// <summary>A criterion of a gate does not hold.</summary>
    CriterionFailed = 4001,

    /// <summary>The data of a gate could not show that a criterion holds.</summary>
    Inconclusive = 4002,

    /// <summary>A gate, or one of its criteria, could not be judged: there is no evidence, or none that may be used.</summary>
    NotJudged = 4003,

    /// <summary>Something about a gate is worth knowing and blocks nothing: a criterion that warns, another version of the dataset. A warning.</summary>
    GateWarning = 4004,

    /// <summary>A verdict is required, and there is none.</summary>
    NoVerdict = 4005,

    /// <summary>A verdict is required, and the one that is there is of another commit or gate, too old, or altered.</summary>
    VerdictUnusable = 4006,
}
