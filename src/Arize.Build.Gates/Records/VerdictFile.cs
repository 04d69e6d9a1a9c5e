using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Records;

/// <summary>
/// The file <c>verdict.json</c>. What differs between two runs that are alike (ids, times, machine) stands apart in <c>meta</c>, so that verdicts can be compared.
/// </summary>
internal static class VerdictFile
{
    /// <summary>Renders the verdict. Pure.</summary>
    public static JsonObject Render(string gate, GateVerdict verdict, IEnumerable<GateDiagnostic> others, GateCost cost, VerdictEvidence evidence, VerdictMeta meta) => IntegrityHash.Put(new JsonObject
    {
        ["schema"] = 1,
        ["gate"] = gate,
        ["outcome"] = Word(verdict.Outcome),
        ["passed"] = verdict.Passed,
        ["rows"] = verdict.Rows,
        ["examples"] = verdict.Examples,
        ["rowErrors"] = verdict.RowErrors,
        ["faults"] = new JsonArray([.. others.Where(f => f.Severity == DiagnosticSeverity.Error).Select(f => f.Message).Concat(verdict.DataProblems.Select(p => p.Message)).Select(f => (JsonNode)f)]),
        ["warnings"] = new JsonArray([.. others.Where(f => f.Severity == DiagnosticSeverity.Warning).Select(f => (JsonNode)f.Message)]),
        ["criteria"] = new JsonArray([.. verdict.Criteria.Select(Criterion)]),
        ["waivers"] = new JsonArray([.. verdict.Waivers.Select(Waiver)]),
        ["scores"] = Named(RecordFile.Scores, evidence.ScoresHash),
        ["baseline"] = Named(RecordFile.Baseline, evidence.BaselineHash),
        ["counters"] = evidence.Counters is { } run ? new JsonObject { ["successes"] = run.Successes, ["errors"] = run.Errors, ["skipped"] = run.Skipped } : null,
        ["cost"] = new JsonObject
        {
            ["runsTriggered"] = cost.RunsTriggered,
            ["evaluations"] = cost.Evaluations,
            ["totals"] = new JsonObject(cost.Totals.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => KeyValuePair.Create(t.Key, (JsonNode?)Number(t.Value)))),
        },
        ["meta"] = meta.ToJson(),
    });

    /// <summary>Writes it, last of all files.</summary>
    public static async Task WriteAsync(string folder, JsonObject verdict)
    {
        await RecordFile.BeginAsync(folder, RecordFile.Verdict, async stream =>
        {
            var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
            await using (writer.ConfigureAwait(false))
                verdict.WriteTo(writer);
            stream.Flush(flushToDisk: true);
            return true;
        }).ConfigureAwait(false);
        RecordFile.Finish(folder, RecordFile.Verdict);
    }

    public static string Time(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    static JsonObject? Named(string file, string? hash) => hash is null ? null : new JsonObject { ["file"] = file, ["sha256"] = hash };

    static JsonNode Waiver(WaiverUse use) => new JsonObject
    {
        ["criterion"] = use.Waiver.Criterion,
        ["owner"] = use.Waiver.Owner,
        ["reason"] = use.Waiver.Reason,
        ["expires"] = use.Day,
        ["state"] = use.State.ToString().ToLowerInvariant(),
    };

    static JsonNode Criterion(CriterionVerdict c) => new JsonObject
    {
        ["metric"] = c.Criterion.Metric,
        ["title"] = Reason.Title(c.Criterion),
        ["verb"] = c.Criterion.Operator.Key(),
        ["limit"] = c.Criterion.Limit,
        ["severity"] = c.Criterion.Severity.ToString().ToLowerInvariant(),
        ["confidence"] = c.Criterion.Confidence,
        ["outcome"] = Word(c.Outcome),
        ["reason"] = RemoteText.OneLine(c.Reason),
        ["method"] = c.Method,
        ["scale"] = c.Scale?.ToString().ToLowerInvariant(),
        ["value"] = Number(c.Value),
        ["baseline"] = Number(c.Baseline),
        ["interval"] = c.Interval is { } i ? new JsonArray(Number(i.Low), Number(i.High)) : null,
        ["examples"] = c.Examples,
        ["broke"] = c.Broke,
        ["fixed"] = c.Fixed,
        ["p"] = Number(c.P),
        ["adjustedP"] = Number(c.AdjustedP),
        ["smallestVisible"] = Number(c.SmallestVisible),
        ["waived"] = c.Waiver is not null,
        ["flips"] = new JsonArray([.. c.Changed.Select(f => (JsonNode)new JsonObject
        {
            ["example"] = f.ExampleId,
            ["before"] = Number(f.Before),
            ["after"] = Number(f.After),
            ["worse"] = f.Worse,
            ["output"] = f.Output,
            ["explanation"] = f.Explanation,
        })]),
    };

    /// <summary>JSON knows no infinity: an end that the data do not bound is null.</summary>
    static JsonValue? Number(double? number) => number is { } n && double.IsFinite(n) ? JsonValue.Create(n) : null;

    static string Word(Outcome outcome) => outcome.ToString().ToLowerInvariant();
}
