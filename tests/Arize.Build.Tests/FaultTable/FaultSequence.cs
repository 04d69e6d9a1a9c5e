using System.Globalization;
using System.Text.RegularExpressions;
using Arize.Build.Tests.Faults;

namespace Arize.Build.Tests.FaultTable;

/// <summary>A random service, and a random sequence of faults of it, made from a number alone.</summary>
public sealed class FaultSequence
{
    static readonly string[] Kinds = ["task", "judge", "names", "runs", "trigger", "trigger", "run", "run", "run", "judge runs", "evaluate", "evaluation", "experiment", "rows", "rows", "cancel"];
    static readonly int[] Refusals = [301, 302, 307, 308, 400, 401, 403, 404, 405, 409, 413, 415, 422, 429];
    static readonly int[] Failures = [204, 206, 408, 418, 425, 500, 501, 502, 503, 504, 520, 599];
    static readonly string[] Ends = ["COMPLETED", "COMPLETED", "COMPLETED", "COMPLETED", "FAILED", "CANCELLED", "ARCHIVED"];

    static readonly string[] Members = ["id", "status", "name", "type", "task_id", "dataset_id", "experiment_id", "num_successes", "num_errors", "example_id", "eval.correctness.score", "output"];

    /// <summary>The resource that each kind of read is about.</summary>
    static readonly Dictionary<string, string> Resources = new()
    {
        ["task"] = ScriptedArize.TaskId, ["judge"] = WholeGate.JudgeId, ["run"] = ScriptedArize.RunId, ["evaluation"] = WholeGate.EvaluationId, ["experiment"] = WholeGate.ExperimentId,
    };

    /// <summary>No digits, blanks or letters of theirs: a byte that makes another score of a score is beyond what a client can see. TLS is there for it.</summary>
    internal static readonly byte[] Garbage = [0x00, 0x07, 0x1B, 0x7F, 0x80, 0xC3, 0xED, 0xFF, (byte)'"', (byte)'\\', (byte)'{', (byte)'}', (byte)'[', (byte)']', (byte)',', (byte)':', (byte)'x', (byte)'#'];

    readonly Random random;
    readonly List<string> said = [];

    public FaultSequence(int seed, WholeGate gate)
    {
#pragma warning disable CA5394 // a test needs no secrecy, and must be repeatable
        random = new Random(seed);
#pragma warning restore CA5394
        (Gate, Seed) = (gate, seed);
        gate.Looks = Chance(0.1) ? 1_000_000 : Next(6);
        gate.End = Pick(Ends);
        gate.HasEvaluation = Chance(0.4);
        Timeout = TimeSpan.FromSeconds(Chance(0.3) ? 1 + Next(10) : 10 + Next(600));
        gate.Wait = string.Create(CultureInfo.InvariantCulture, $$"""{"timeout":"{{Timeout.TotalSeconds}}s"{{(Chance(0.3) ? $",\"pollInterval\":\"{1 + Next(30)}s\"" : "")}}}""");
        IsGood = Chance(0.7);
        for (var i = 0; i < gate.Rows.Count / 2 && !IsGood; i++)
            gate.Rows[i] = WholeGate.Row(i, "0");
        said.Add($"{(IsGood ? "good" : "bad")} scores{(gate.HasEvaluation ? " of an evaluation" : "")}, {gate.Looks} looks, then {gate.End}; wait {gate.Wait}");
        for (var faults = Next(9); faults > 0; faults--)
            AddFault();
        if (Chance(0.1))
            AddInterrupt();
    }

    public int Seed { get; }

    public WholeGate Gate { get; }

    public TimeSpan Timeout { get; }

    /// <summary>Whether the scores are good enough; a run must have completed besides.</summary>
    public bool IsGood { get; }

    /// <summary>Of each trigger of the run and of the evaluation, in order: whether the service has refused it.</summary>
    public Dictionary<string, List<bool>> Refused { get; } = new() { ["trigger"] = [], ["evaluate"] = [] };

    public override string ToString() => string.Join("; ", said);

    void AddFault()
    {
        var (kind, from, times) = (Pick(Kinds), 1 + Next(4), Chance(0.15) ? FaultCase.Always : 1 + Next(3));
        var (what, breakage, refuses) = Draw(kind);
        said.Add($"{kind} {from}{(times == 1 ? "" : times == FaultCase.Always ? " and on" : $" to {from + times - 1}")}: {what}");
        var others = Gate.Broken;
        Gate.Broken = (k, n) =>
        {
            if (k != kind || n < from || n - from >= times)
                return others(k, n);
            if (refuses && Refused.TryGetValue(k, out var fates))
                fates.Add(true);
            return breakage;
        };
    }

    (string What, Breakage Breakage, bool Refuses) Draw(string kind)
    {
        if (Chance(0.3) && AnotherAnswer(kind) is var (what, change))
            return (what, Breakage.Altered(change), false);
        var (at, applied) = (Next(4000), Chance(0.5));
        var done = applied ? ", done" : "";
        switch (Next(9))
        {
            case 0:
                var (refusal, after) = (Pick(Refusals), Retry());
                return ($"{refusal} {after}", Breakage.Problem(refusal, "for a test", after), true);
            case 1:
                var (failure, later) = (Pick(Failures), Retry());
                return ($"{failure} {later}{done}", Breakage.Instead(() => Reply.Problem(failure, "for a test", later), applied), false);
            case 2:
                var seconds = Chance(0.5) ? Next(30) / 10.0 : Next(200);
                return ($"after {seconds} s", new Breakage((status, body) => Reply.Json(body, status)).After(TimeSpan.FromSeconds(seconds), Gate.Arize.Clock), false);
            case 3:
                return ($"reset{done}", Breakage.Instead(Reply.Reset, applied), false);
            case 4:
                return ($"closed{done}", Breakage.Instead(Reply.Close, applied), false);
            case 5:
                var saysLength = Chance(0.5);
                return ($"cut at {at}{(saysLength ? ", with a length" : "")}", Breakage.Cut(at, saysLength), false);
            case 6:
                var with = Garbage[Next(Garbage.Length)];
                return ($"0x{with:X2} at {at}", Breakage.Garbage(at, with), false);
            case 7:
                return ($"a web page{done}", Breakage.Instead(() => Reply.Html(), applied), false);
            default:
                return ($"hangs{done}", Breakage.Instead(() => Gate.Arize.Taking(TimeSpan.FromHours(100), Reply.Hang()), applied), false);
        }
    }

    /// <summary>A whole answer that is not the one that was asked for: about something else, with two readings, with rows that the run has not made. Null for a kind that has none.</summary>
    (string What, Func<string, string> Change)? AnotherAnswer(string kind)
    {
        var (member, number) = (Pick(Members), Next(12));
        switch (Next(4))
        {
            case 0 when Resources.TryGetValue(kind, out var asked):
                return ("about something else", body => body.Replace(asked, ScriptedArize.Id("Other:1:x"), StringComparison.Ordinal));
            case 1 when kind is not ("trigger" or "evaluate"):
                return ($"{member} twice", body => Regex.Replace(body, $"\"{Regex.Escape(member)}\":", m => $"{m.Value}\"COMPLETED\",{m.Value}"));
            case 2 when kind == "rows":
                return ("a row that the run has not made", body => body.Replace("_runs\":[", $"_runs\":[{WholeGate.Row(100, "1")},", StringComparison.Ordinal));
            case 3 when kind == "rows":
                return ($"row {number} again", body => body.Replace("_runs\":[", $"_runs\":[{WholeGate.Row(number, "1")},", StringComparison.Ordinal));
            default:
                return null;
        }
    }

    string Retry() => Next(6) switch { 0 => $"Retry-After: {Next(100)}", 1 => "Retry-After: 999999", 2 => "Retry-After: soon", _ => "X-None: 1" };

    void AddInterrupt()
    {
        var (at, seen, others) = (1 + Next(20), 0, Gate.Broken);
        said.Add($"interrupted at request {at}");
        Gate.Broken = (kind, number) =>
        {
            if (++seen == at)
                Gate.Stop.Cancel();
            return others(kind, number);
        };
    }

    T Pick<T>(IReadOnlyList<T> from) => from[Next(from.Count)];

#pragma warning disable CA5394
    int Next(int below) => random.Next(below);

    bool Chance(double share) => random.NextDouble() < share;
#pragma warning restore CA5394
}
