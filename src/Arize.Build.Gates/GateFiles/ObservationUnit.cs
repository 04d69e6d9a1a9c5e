namespace Arize.Build.Gates.GateFiles;

/// <summary>What one observation of production traffic is.</summary>
internal enum ObservationUnit
{
    /// <summary>A root span: one request to the application, by what its outermost span holds. The default.</summary>
    RootSpan,

    /// <summary>Any span that the filter matches.</summary>
    Span,

    /// <summary>A trace: the scores of its root span, and the time, tokens and cost of all its spans.</summary>
    Trace,
}
