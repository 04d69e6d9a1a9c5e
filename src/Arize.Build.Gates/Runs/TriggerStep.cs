using System.Security.Cryptography;
using System.Text;
using Arize.Build.Client;

namespace Arize.Build.Gates.Runs;

/// <summary>A run to trigger by hand, outside of a gate.</summary>
public sealed record TriggerStep
{
    /// <summary>The run.</summary>
    public required TriggerRunRequest Trigger { get; init; }

    /// <summary>The folder of this step's record, an absolute path; null makes one in <see cref="Records"/>.</summary>
    public string? Record { get; init; }

    /// <summary>The folder of all records, an absolute path.</summary>
    public required string Records { get; init; }

    /// <summary>This build (see <see cref="CiBuild.Identity"/>).</summary>
    public string? Build { get; init; }

    /// <summary>Whether to send a second time where, after a lost answer, no run can be found (see <see cref="OnceRequest.ResendOnce"/>).</summary>
    public bool ResendOnce { get; init; }

    /// <summary>
    /// Where the record is: named after the experiment, or after the task and a digest of what is asked for. Two evaluations of one task in one build are two runs; the same one asked
    /// for again, by a step that was started again, is the same.
    /// </summary>
    internal string Folder => Record ?? Path.Combine(Records, RecordFolder.Name($"{Name}-{Trigger.ExperimentName ?? Trigger.Task}"));

    internal OnceRequest Once => new() { Trigger = Trigger, Gate = Name, Build = Build, ResendOnce = ResendOnce };

    string Name => Trigger.ExperimentName is null ? $"trigger-{Digest(Trigger)}" : "trigger";

    /// <summary>What was asked for, in 8 hexadecimal digits.</summary>
    static string Digest(TriggerRunRequest r)
    {
        var asked = FormattableString.Invariant($"{r.Task}|{r.Space}|{r.DataStartTime:o}|{r.DataEndTime:o}|{r.MaxSpans}|{r.OverrideEvaluations}|{List(r.ExperimentIds)}|{r.DatasetVersionId}|{r.MaxExamples}|")
            + $"{List(r.ExampleIds)}|{r.QueryFilter}|{List(r.EvaluationTaskIds)}|{List(r.TracingMetadata?.Select(m => $"{m.Key}={m.Value}"))}";
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(asked)))[..8].ToLowerInvariant();

        static string List(IEnumerable<object>? texts) => string.Join(';', texts ?? []);
    }
}
