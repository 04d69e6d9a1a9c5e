namespace Arize.Build.Client;

/// <summary>
/// The only exception type of this library. Invalid settings are collected and thrown together, before any request, so
/// <see cref="Diagnostics"/> may hold several; everything else holds one.
/// </summary>
public sealed class ArizeException : Exception
{
    /// <summary>Makes an exception of one or more errors.</summary>
    /// <param name="faults">The errors; at least one.</param>
    /// <param name="inner">The cause, if there is one.</param>
    public ArizeException(IReadOnlyList<ArizeDiagnostic> faults, Exception? inner = null)
        : base(string.Join(Environment.NewLine, faults), inner) => Diagnostics = faults;

    /// <summary>Makes an exception of one error.</summary>
    /// <param name="fault">What is wrong.</param>
    /// <param name="inner">The cause, if there is one.</param>
    public ArizeException(ArizeDiagnostic fault, Exception? inner = null)
        : this([fault], inner) { }

    /// <summary>Everything that is wrong, in the order in which it was found. Never empty.</summary>
    public IReadOnlyList<ArizeDiagnostic> Diagnostics { get; }

    /// <summary>The code of the first error, such as <c>ARIZE2002</c>; see <see cref="ArizeErrorCode"/>.</summary>
    public string Code => Diagnostics[0].Code;

    /// <summary>The HTTP status of the answer, if there was one.</summary>
    public int? Status { get; internal init; }

    /// <summary>The <c>detail</c> (else the <c>title</c>) of the service's problem document, neutralised and at most 1,000 characters.</summary>
    public string? Detail { get; internal init; }

    /// <summary>The <c>error_code</c> of the service's problem document, for Arize's support; null if it had none.</summary>
    public string? ErrorCode { get; internal init; }

    /// <summary>The <c>request_id</c> of the service's problem document, for Arize's support; null if it had none.</summary>
    public string? RequestId { get; internal init; }

    /// <summary>How long the service asked to wait (its <c>Retry-After</c> header), where it did.</summary>
    public TimeSpan? RetryAfter { get; internal init; }

    /// <summary>The run this is about: it may be active still, and cost money.</summary>
    public string? RunId { get; internal init; }

    /// <summary>The last status that was seen of <see cref="RunId"/>, as the service wrote it; null if none was seen.</summary>
    public string? LastStatus { get; internal init; }

    /// <summary>True if it is proven that no byte of the request was sent, so that it is safe to send it again.</summary>
    public bool NeverSent { get; internal init; }

    /// <summary>True if the failure may be temporary, so that a read may be repeated: a timeout, a lost connection, HTTP 408, 429 or 5xx, an unreadable answer.</summary>
    public bool IsTransient { get; internal init; }

    /// <summary>True if the service answered with success, and the answer cannot be read. During a wait that may pass, as a 502 does.</summary>
    internal bool IsUnreadable { get; init; }

    /// <summary>True if the answer exceeds the size limit: a smaller page may fit.</summary>
    internal bool TooLong { get; init; }

    /// <summary>The same fault, seen while waiting for a run.</summary>
    internal ArizeException About(string runId, string? lastStatus) => new(Diagnostics, InnerException)
    {
        Status = Status,
        Detail = Detail,
        ErrorCode = ErrorCode,
        RequestId = RequestId,
        RetryAfter = RetryAfter,
        NeverSent = NeverSent,
        IsTransient = IsTransient,
        RunId = runId,
        LastStatus = lastStatus,
    };
}
