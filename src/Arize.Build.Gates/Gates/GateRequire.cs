using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Records;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Gates;

/// <summary>
/// Demands the verdict that an earlier build has left: a deploy step that trusts an exit code trusts also a build that was killed. It asks no service and needs no key. It proves integrity, not
/// authenticity: whoever can write the record can forge it.
/// </summary>
public static class GateRequire
{
    /// <summary>The oldest verdict that will do where nothing is set: one day.</summary>
    public static readonly TimeSpan DefaultMaxAge = TimeSpan.FromDays(1);

    /// <summary>How far ahead the clock of the service that dated a verdict may be.</summary>
    static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    /// <summary>What stands between a gate and its release; empty where the record holds a pass for this commit, young enough (and so what it judged) and unaltered.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="maxAge">The oldest verdict that will do.</param>
    /// <param name="now">The time.</param>
    public static IReadOnlyList<GateDiagnostic> Diagnostics(GatePlan gate, TimeSpan maxAge, DateTimeOffset now)
    {
        var folder = RemoteText.Quote(gate.Record);
        if (!File.Exists(Path.Combine(gate.Record, RecordFile.Verdict)))
            return [No(GateErrorCode.NoVerdict, $"there is no verdict in {folder}. Run the gate first, in this workspace or with its record copied here; a build that was interrupted leaves none.")];
        JsonObject verdict;
        try
        {
            verdict = (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(gate.Record, RecordFile.Verdict)))!;
            if (Altered(verdict, gate.Record) is { } altered)
                return [No(GateErrorCode.VerdictUnusable, $"{altered} Run the gate again.")];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidCastException or InvalidOperationException or NullReferenceException or ArgumentException or ArizeException)
        {
            return [No(GateErrorCode.VerdictUnusable, $"the verdict in {folder} cannot be read: {RemoteText.OneLine(e.Message, 200)} Run the gate again.")];
        }
        var faults = new List<GateDiagnostic>();
        if (Text("gate") != gate.Name)
            faults.Add(No(GateErrorCode.VerdictUnusable, $"the verdict in {folder} is of gate {RemoteText.Quote(Text("gate") ?? "")}."));
        if (Meta("gateHash") != gate.Hash)
            faults.Add(No(GateErrorCode.VerdictUnusable, "the gate was changed since the verdict (its file, the files that it extends, or the settings that override it). Run the gate as it is now."));
        if (gate.Commit is null)
            faults.Add(No(GateErrorCode.VerdictUnusable, "it is not known which commit this is, so no verdict can be of it. Run in a Git working copy, or in a CI system that names the commit (GITHUB_SHA, BUILD_SOURCEVERSION, CI_COMMIT_SHA, GIT_COMMIT)."));
        else if (Meta("commit") != gate.Commit)
            faults.Add(No(GateErrorCode.VerdictUnusable, $"the verdict is of commit {RemoteText.Quote(Meta("commit") ?? "unknown")}, and this is {RemoteText.Quote(gate.Commit)}. Run the gate on this commit."));
        if (!DateTimeOffset.TryParse(Meta("judgedAt"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var judged) || judged > now + ClockSlack)
            faults.Add(No(GateErrorCode.VerdictUnusable, "the verdict does not say when it was made, or is of the future."));
        else if (now - judged > maxAge)
            faults.Add(No(GateErrorCode.VerdictUnusable, $"the verdict is {Age(judged)} old, and may be {Duration.Show(maxAge)} (ArizeVerdictMaxAge, in Cake VerdictMaxAge). Run the gate again."));
        else if (DateTimeOffset.TryParse(Meta("reusedFrom"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var made) && now - made > maxAge)
            faults.Add(No(GateErrorCode.VerdictUnusable, $"the experiment that its verdict reused is {Age(made)} old, and may be {Duration.Show(maxAge)} (ArizeVerdictMaxAge, in Cake VerdictMaxAge). Run the gate again with ArizeReuse=false (in Cake, Reuse = false)."));
        if (faults.Count == 0 && !(verdict["passed"] is JsonValue passed && passed.GetValueKind() == JsonValueKind.True))
            faults.Add(No(Text("outcome") switch { "fail" => GateErrorCode.CriterionFailed, "inconclusive" => GateErrorCode.Inconclusive, _ => GateErrorCode.NotJudged }, $"its verdict is no pass. {Why(verdict)}"));
        return faults;

        GateDiagnostic No(string code, string why) => new(code, $"Gate {RemoteText.Quote(gate.Name)} is required, and {why}");

        string Age(DateTimeOffset time) => Duration.Show(TimeSpan.FromSeconds(Math.Round((now - time).TotalSeconds)));

        string? Text(string key) => verdict[key] is JsonValue value ? value.ToString() : null;

        string? Meta(string key) => verdict["meta"] is JsonObject meta && meta[key] is JsonValue value ? value.ToString() : null;
    }

    /// <summary>One line about a verdict that will do.</summary>
    /// <param name="gate">The gate, whose record was found good.</param>
    public static string Summary(GatePlan gate) => $"Gate {RemoteText.Quote(gate.Name)} is required, and passed on this commit ({gate.Commit}).";

    static string? Altered(JsonObject verdict, string folder)
    {
        if (verdict["schema"]?.ToString() != "1")
            return "the verdict is of another version of this library.";
        if (!IntegrityHash.Holds(verdict))
            return "the verdict was altered since it was written.";
        return verdict["scores"] is JsonObject scores && (string?)scores["sha256"] != RecordFile.Hash(folder, RecordFile.Scores)
            ? "the scores beside the verdict are not those that were judged." : null;
    }

    /// <summary>The first reasons, which an earlier build has made harmless and which are made so once more.</summary>
    static string Why(JsonObject verdict)
    {
        var reasons = (verdict["faults"] as JsonArray ?? []).Select(f => f?.ToString())
            .Concat((verdict["criteria"] as JsonArray ?? []).Where(c => (c as JsonObject)?["outcome"]?.ToString() is not "pass").Select(c => (c as JsonObject)?["reason"]?.ToString()));
        return RemoteText.OneLine(string.Join(' ', reasons.OfType<string>().Take(2)), 600);
    }
}
