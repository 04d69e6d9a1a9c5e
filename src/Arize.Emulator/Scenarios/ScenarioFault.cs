namespace Arize.Emulator;

/// <summary>
/// Something that goes wrong, or slowly, on one route. The first fault of the list that matches a request and is not used up applies,
/// before the
/// request's key or content is looked at.
/// </summary>
public sealed class ScenarioFault
{
    /// <summary>HTTP method; null, the default, for any.</summary>
    public string? Method { get; set; }

    /// <summary>Path as the contract writes it, such as <c>/v2/task-runs/{run_id}</c>; null, the default, for any.</summary>
    public string? Path { get; set; }

    /// <summary>Number of matching requests to let pass first. Default 0.</summary>
    public int Skip { get; set; }

    /// <summary>Number of requests it applies to after that; null, the default, for all.</summary>
    public int? Times { get; set; }

    /// <summary>Wait before the answer, by the system's clock. Default 0.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Status to answer instead of the operation's; null, the default, lets the operation answer.</summary>
    public int? Status { get; set; }

    /// <summary>Seconds for a Retry-After header; null, the default, for none.</summary>
    public int? RetryAfter { get; set; }

    /// <summary>Body that goes with <see cref="Status"/>; null, the default, is a problem of that status, empty text no body.</summary>
    public string? Body { get; set; }

    /// <summary>Content type of <see cref="Body"/>. Default <c>application/problem+json</c>.</summary>
    public string ContentType { get; set; } = "application/problem+json";

    /// <summary>True to carry the operation out first, and only then lose its answer. Default false.</summary>
    public bool Applied { get; set; }

    /// <summary>True to cut the connection without an answer. Default false.</summary>
    public bool Reset { get; set; }

    /// <summary>True to cut the connection in the middle of the body. Default false.</summary>
    public bool Truncate { get; set; }
}
