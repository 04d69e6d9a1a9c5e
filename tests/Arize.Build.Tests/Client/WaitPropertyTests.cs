using Arize.Build.Client;
using Arize.Build.Tests.Faults;
using CsCheck;
using static Arize.Build.Tests.Faults.ScriptedArize;

namespace Arize.Build.Tests.Client;

/// <summary>What holds for every wait, whatever the service does.</summary>
public sealed class WaitPropertyTests
{
    static readonly string[] Live = ["PENDING", "RUNNING", "ARCHIVED", "", "COMPLETED!", "SUCCESS", "null"];
    static readonly string[] Final = ["COMPLETED", "FAILED", "cancelled"];

    /// <summary>Something the service does: an answer or a fault, after some time.</summary>
    static readonly Gen<(int What, int Detail, double Seconds)> Move = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 6], Gen.Double[0, 45]);

    [Test]
    public void A_wait_never_lasts_longer_than_its_timeout_and_5_seconds_and_returns_final_runs_only() =>
        Gen.Select(Move.List[0, 12], Gen.Double[0.001, 120], Gen.OneOf(Gen.Const(0.0), Gen.Double[0.05, 200])).Sample(
            (moves, timeout, interval) => Task.Run(() => HoldsAsync(moves, timeout, interval)).GetAwaiter().GetResult(), iter: 400, threads: 2);

    static async Task<bool> HoldsAsync(List<(int What, int Detail, double Seconds)> moves, double timeout, double interval)
    {
        await using var arize = new ScriptedArize();
        using var client = arize.Client();
        arize.Server.On(GetRun, [.. moves.Select(m => Play(arize, m)), arize.Is("RUNNING")]);
        var limit = TimeSpan.FromSeconds(timeout + 5);
        try
        {
            var run = await client.Tasks.WaitForRunAsync(RunId, new WaitOptions
            {
                Timeout = TimeSpan.FromSeconds(timeout),
                PollInterval = interval > 0 ? TimeSpan.FromSeconds(interval) : null,
            }).WaitAsync(TimeSpan.FromSeconds(20));
            return run.IsFinal && run.Status is RunStatus.Completed or RunStatus.Failed or RunStatus.Cancelled && arize.Clock.Elapsed <= limit;
        }
        catch (ArizeException e)
        {
            return e.RunId == RunId && arize.Clock.Elapsed <= limit;
        }
    }

    static Reply Play(ScriptedArize arize, (int What, int Detail, double Seconds) move)
    {
        var reply = move.What switch
        {
            0 or 1 or 2 => Reply.Json(Run(Live[move.Detail % Live.Length])),
            3 => Reply.Json(Run(Final[move.Detail % Final.Length])),
            4 => Reply.Problem(500 + move.Detail % 5),
            5 => Reply.Problem(429, "x", $"Retry-After: {move.Detail * move.Detail * 7}"),
            6 => Reply.Reset(),
            7 => Reply.Problem(404),
            8 => Reply.Truncated(Run("COMPLETED"), saysLength: move.Detail % 2 == 0),
            _ => Reply.Hang(),
        };
        return arize.Taking(TimeSpan.FromSeconds(move.What == 9 ? 3600 : move.Seconds), reply);
    }
}
