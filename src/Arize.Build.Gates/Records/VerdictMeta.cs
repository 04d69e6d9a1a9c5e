using System.Text.Json.Nodes;
using Arize.Build.Client;

namespace Arize.Build.Gates.Records;

/// <summary>What differs between two verdicts that are alike: ids, times, machine. It stands apart in <c>meta</c>.</summary>
internal sealed record VerdictMeta
{
    public required string Service { get; init; }
    public required DateTimeOffset JudgedAt { get; init; }
    public required TimeSpan Elapsed { get; init; }
    public string? Build { get; init; }
    public string? Commit { get; init; }
    public string? GateHash { get; init; }
    public TaskRun? Run { get; init; }
    public string? ExperimentId { get; init; }
    public string? ExperimentName { get; init; }
    public bool Reused { get; init; }
    public string? DatasetId { get; init; }
    public string? DatasetVersionId { get; init; }
    public BaselineUsed? Baseline { get; init; }

    public JsonObject ToJson() => new()
    {
        ["version"] = typeof(VerdictMeta).Assembly.GetName().Version?.ToString(3),
        ["judgedAt"] = VerdictFile.Time(JudgedAt),
        ["elapsedSeconds"] = Math.Round(Elapsed.TotalSeconds, 1),
        ["service"] = Service,
        ["build"] = Build,
        ["commit"] = Commit,
        ["gateHash"] = GateHash,
        ["runId"] = Run?.Id,
        ["runStatus"] = Run?.StatusText,
        ["experimentId"] = ExperimentId,
        ["experimentName"] = ExperimentName,
        ["reused"] = Reused,
        ["datasetId"] = DatasetId,
        ["datasetVersionId"] = DatasetVersionId,
        ["baselineName"] = Baseline?.Name,
        ["baselineExperimentId"] = Baseline?.ExperimentId,
        ["baselineDatasetVersionId"] = Baseline?.DatasetVersionId,
    };
}
