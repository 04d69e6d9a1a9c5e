using System.Globalization;
using Arize.Build.Client;
using Arize.Build.Gates.Builds;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Gates.Runs;

/// <summary>A run to trigger by hand, outside of a gate.</summary>
internal sealed record TriggerStep
{
    /// <summary>The run.</summary>
    public required TriggerRunRequest Trigger { get; init; }

    /// <summary>The folder of this step's record, an absolute path; null makes one in <see cref="Records"/>.</summary>
    public string? Record { get; init; }

    /// <summary>The folder of all records, an absolute path.</summary>
    public required string Records { get; init; }

    /// <summary>This build (see <see cref="CiBuild.Identity"/>).</summary>
    public string? Build { get; init; }

    /// <summary>Whether to send a second time where, after a lost answer, no run can be found (see docs/once-only.md).</summary>
    public bool ResendOnce { get; init; }

    /// <summary>
    /// Where the record is: named after the experiment, or after the task and a digest of the request. Two evaluations of one task in one build are two runs; the same one asked
    /// for again, by a step that was started again, is the same.
    /// </summary>
    internal string Folder => Record ?? Path.Combine(Records, RecordFolder.Name($"{Name}-{Trigger.ExperimentName ?? Trigger.Task}"));

    /// <summary>The name of the step.</summary>
    internal string Name => Trigger.ExperimentName is null ? $"trigger-{Asked(Trigger)}" : "trigger";

    /// <summary>What was asked for, in 8 hexadecimal digits.</summary>
    static string Asked(TriggerRunRequest r) => Digest.Of(
    [
        r.Task?.ToString(), r.Space?.ToString(), $"{r.DataStartTime:o}", $"{r.DataEndTime:o}", Number(r.MaxSpans), $"{r.OverrideEvaluations}", List(r.ExperimentIds), r.DatasetVersionId,
        Number(r.MaxExamples), List(r.ExampleIds), r.QueryFilter, List(r.EvaluationTaskIds), List(r.TracingMetadata?.Select(m => $"{m.Key}={m.Value}")),
    ])[..8];

    static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    static string? List(IEnumerable<object>? parts) => parts is null ? null : Digest.Of(parts.Select(p => p.ToString()));
}
