namespace Arize.Build.Gates.Verdicts;

/// <summary>The metrics that every observation of production traffic has, whatever evaluators and attributes are called.</summary>
internal static class TrafficMetrics
{
    /// <summary>How long the work took, in milliseconds.</summary>
    public const string Latency = "latency_ms";

    /// <summary>1 if the work ended with the status ERROR, else 0.</summary>
    public const string Error = "error";

    /// <summary>1: the sum is the number of observations.</summary>
    public const string Count = "count";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [Latency, Error, Count];

    /// <summary>The field by which observations are clustered if a gate names none.</summary>
    public const string TraceId = "trace_id";
}
