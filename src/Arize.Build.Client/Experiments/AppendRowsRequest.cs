using System.Text.Json.Nodes;

namespace Arize.Build.Client;

/// <summary>Rows to add to an experiment that exists.</summary>
public sealed record AppendRowsRequest
{
    /// <summary>The maximum number of rows in one request: 1,000.</summary>
    public const int MaxRows = 1000;

    /// <summary>The experiment's id.</summary>
    public required string ExperimentId { get; init; }

    /// <summary>
    /// The rows as on the wire, 1 to 1,000: <c>output</c>, which is text, <c>example_id</c> for an experiment on a dataset, and any further fields, which are kept. The service does not check
    /// that the example exists.
    /// </summary>
    public required IReadOnlyList<JsonObject> Rows { get; init; }

    /// <summary>The maximum size of the request's body, in bytes. Default: 25 MiB.</summary>
    public int MaxBodyBytes { get; init; } = CreateExperimentRequest.DefaultMaxBodyBytes;
}
