using Arize.Build.Client;
using Arize.Build.Gates.Builds;
using Arize.Build.Gates.Records;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Gates.Running;

/// <summary>
/// Demands the verdict that an earlier build left: a deploy step that trusts an exit code also trusts a build that was killed. It calls no service and needs no key. It proves integrity, not
/// authenticity: anyone who can write the record can forge it.
/// </summary>
internal static class GateRequire
{
    /// <summary>How far ahead the clock of the service that dated a verdict may be.</summary>
    static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    /// <summary>What keeps a gate from its release; empty if the record holds a pass for this commit, young enough (and so what it judged) and unaltered.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="wanted">Which verdict is accepted.</param>
    /// <param name="now">The time.</param>
    public static IReadOnlyList<GateDiagnostic> Diagnostics(GateRequest gate, VerdictWanted wanted, DateTimeOffset now)
    {
        var maxAge = wanted.MaxAge ?? VerdictWanted.DefaultMaxAge;
        var folder = RemoteText.Quote(gate.Record);
        if (!File.Exists(Path.Combine(gate.Record, RecordFile.Verdict)))
            return [No(GateErrorCode.NoVerdict, $"there is no verdict in {folder}. Run the gate first, in this workspace or with its record copied here; a build that was interrupted leaves none.")];
        VerdictDocument verdict;
        try
        {
            verdict = VerdictFile.Read(gate.Record)!;
            foreach (var (name, file) in new[] { (RecordFile.Scores, verdict.Scores), (RecordFile.Baseline, verdict.Baseline) })
                if (file is not null && RecordFile.HashIfThere(gate.Record, name) is var hash && hash != file.Sha256)
                    return [No(GateErrorCode.VerdictUnusable, $"{name} beside the verdict is {(hash is null ? "missing" : "not the one that was judged")}. Run the gate again.")];
        }
        catch (ArizeException e)
        {
            return [No(GateErrorCode.VerdictUnusable, $"{Lower(e.Diagnostics[0].Message)} Run the gate again.")];
        }
        var (meta, commitHere) = (verdict.Meta, gate.Context.Commit);
        var faults = new List<GateDiagnostic>();
        if (verdict.Gate != gate.Name)
            faults.Add(No(GateErrorCode.VerdictUnusable, $"the verdict in {folder} is of gate {RemoteText.Quote(verdict.Gate)}."));
        if (meta.GateHash != gate.Hash)
            faults.Add(No(GateErrorCode.VerdictUnusable, "the gate was changed since the verdict (its file, the files that it extends, or the settings that override it). Run the gate as it is now."));
        if (commitHere is null)
            faults.Add(No(GateErrorCode.VerdictUnusable, "it is not known which commit this is, so no verdict can be of it. Run in a Git working copy, or in a CI system that names the commit (GITHUB_SHA, BUILD_SOURCEVERSION, CI_COMMIT_SHA, GIT_COMMIT)."));
        else if (meta.Commit != commitHere)
            faults.Add(No(GateErrorCode.VerdictUnusable, $"the verdict is of commit {RemoteText.Quote(meta.Commit ?? "unknown")}, and this is {RemoteText.Quote(commitHere)}. Run the gate on this commit."));
        if (wanted.SameSources && Sources(meta.SourceChanges, gate.Context.Changes.Value) is { } others)
            faults.Add(No(GateErrorCode.VerdictUnusable, others));
        if (VerdictFile.Moment(meta.JudgedAt) is not { } judged || judged > now + ClockSlack)
            faults.Add(No(GateErrorCode.VerdictUnusable, "the verdict does not say when it was made, or is of the future."));
        else if (now - judged > maxAge)
            faults.Add(No(GateErrorCode.VerdictUnusable, $"the verdict is {Age(judged)} old, and may be {Duration.Show(maxAge)} (ArizeVerdictMaxAge, in Cake VerdictMaxAge). Run the gate again."));
        else if (VerdictFile.Moment(meta.ReusedFrom) is { } made && now - made > maxAge)
            faults.Add(No(GateErrorCode.VerdictUnusable, $"the experiment that its verdict reused is {Age(made)} old, and may be {Duration.Show(maxAge)} (ArizeVerdictMaxAge, in Cake VerdictMaxAge). Run the gate again with ArizeReuse=false (in Cake, Reuse = false)."));
        var given = verdict.Override;
        if (faults.Count == 0 && !verdict.Passed && given is not null && !(VerdictFile.Moment(given.Expires) > now))
            faults.Add(No(GateErrorCode.VerdictUnusable, $"the override of {RemoteText.OneLine(given.Owner, 100)} that let it out expired on {given.Expires}. Have it given again, or run the gate on a release that passes."));
        else if (faults.Count == 0 && !verdict.Passed && given is null)
            faults.Add(No(verdict.Outcome switch { Outcome.Fail => GateErrorCode.CriterionFailed, Outcome.Inconclusive => GateErrorCode.Inconclusive, _ => GateErrorCode.NotJudged }, $"its verdict is no pass. {Why(verdict)}"));
        return faults;

        GateDiagnostic No(string code, string why) => new(code, $"Gate {RemoteText.Quote(gate.Name)} is required, and {why}");

        string Age(DateTimeOffset time) => Duration.Show(TimeSpan.FromSeconds(Math.Round((now - time).TotalSeconds)));

        static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];
    }

    /// <summary>Why the sources are not those that were judged; null if they are.</summary>
    static string? Sources(string? judged, string? here) =>
        here is null ? "the same sources are demanded (ArizeRequireSameSources, in Cake RequireSameSources), and Git does not say which tracked files are changed here. Run in a Git working copy, with Git installed."
        : judged is null ? "the same sources are demanded (ArizeRequireSameSources, in Cake RequireSameSources), and the verdict does not know which tracked files were changed. Run the gate in a Git working copy, with Git installed."
        : judged == here ? null
        : here == SourceChanges.None ? "the verdict is of sources with uncommitted changes, and here there are none. Run the gate on the committed sources."
        : judged == SourceChanges.None ? "tracked files are changed here and were not when the gate ran. Commit or undo the changes (git diff HEAD shows them), and run the gate."
        : "tracked files are changed here, and otherwise than when the gate ran (git diff HEAD shows them). Run the gate on these sources.";

    /// <summary>The override on which a verdict that will do depends; null if it is a pass.</summary>
    /// <param name="gate">The gate, whose record was found good.</param>
    public static GateDiagnostic? Overridden(GateRequest gate) => VerdictFile.Read(gate.Record) is not { Passed: false, Override: { } given } verdict ? null
        : new(GateErrorCode.GateWarning, $"Gate {RemoteText.Quote(gate.Name)} is required, and its verdict is {verdict.Outcome.ToString().ToLowerInvariant()}. An override lets the release out: "
            + $"{RemoteText.OneLine(given.Owner, 100)}, until {given.Expires}: {RemoteText.OneLine(given.Reason, 300)} (from {RemoteText.OneLine(given.Source, 300)}).", Severity: DiagnosticSeverity.Warning);

    /// <summary>One line about a verdict that will do.</summary>
    /// <param name="gate">The gate, whose record was found good.</param>
    public static string Summary(GateRequest gate) => $"Gate {RemoteText.Quote(gate.Name)} is required, and passed on this commit ({gate.Context.Commit}).";

    /// <summary>The first reasons, which an earlier build has made harmless and which are made so once more.</summary>
    static string Why(VerdictDocument verdict) =>
        RemoteText.OneLine(string.Join(' ', verdict.Faults.Concat(verdict.Criteria.Where(c => c.Outcome != Outcome.Pass).Select(c => c.Reason)).Take(2)), 600);
}
