using System.Diagnostics;
using Arize.Build.Client;
using Arize.Build.Gates.Runs;

namespace Arize.Build.Benchmarks;

/// <summary>Many runs of 2 to 20 s that are waited for at once, by us and by the official JavaScript client with its defaults, on one service.</summary>
static class ManyWaits
{
    /// <summary>As .NET is; without the profiles that it compiles by; with each method compiled once. What the first costs more, the runtime's compiler takes.</summary>
    static readonly string?[] Runtimes = [null, "DOTNET_TieredPGO", "DOTNET_TieredCompilation"];

    public static async Task RunAsync(int times, int[] counts, int longest, string? javaScript)
    {
        using var service = await RunningService.StartAsync();
        Measure.Head($"Many waits (runs of {longest / 10_000.0} to {longest / 1000} s, medians of {times})", "runs", "of", "", "CPU s", "requests", "memory MiB", "CPU ours / peer", "requests ours / peer", "goal");
        foreach (var count in counts)
            foreach (var tasks in count == 1 ? [1] : new[] { 1, count })
            {
                var ids = string.Join(',', Enumerable.Range(0, count).Select(i => Service.RunId(i, i % tasks, longest / 10 + longest / 10 * 9 * i / count)));
                var all = Runtimes.Select<string?, Func<Task<Measure>>>(setting => () => service.WithAsync(ids, AppContext.BaseDirectory, Child.Self("wait", ids), setting)).ToList();
                if (javaScript is not null)
                    all.Add(() => service.WithAsync(ids, javaScript, ["node", "wait.mjs", ids]));
                var medians = await Measure.InterleavedAsync(times, [.. all]);
                var (ours, peer) = (medians[0], medians.ElementAtOrDefault(Runtimes.Length));
                var of = tasks == 1 ? "one task" : "as many tasks";
                foreach (var (setting, median) in Runtimes.Zip(medians))
                    Measure.Line(count, of, setting is null ? "ours" : $"ours, {setting}=0", Measure.Show(median.Cpu), median.Requests, Measure.Show(median.Memory, 0), "", "", Complete(median, count));
                if (peer is null)
                    Measure.Line(count, of, "JavaScript", JavaScript.Missing, "", "", "", "", "");
                else
                    Measure.Line(count, of, "JavaScript", Measure.Show(peer.Cpu), peer.Requests, Measure.Show(peer.Memory, 0), Measure.Show(ours.Cpu / peer.Cpu), Measure.Show(ours.Requests / peer.Requests),
                        count == 500 && tasks == 1 ? $"CPU at most 0.50: {Measure.Goal(ours.Cpu <= 0.5 * peer.Cpu)}; fewer requests: {Measure.Goal(ours.Requests < peer.Requests)}" : Complete(peer, count));
            }
    }

    static string Complete(Measure measure, int count) => (int)measure.Result == count ? "" : $"only {measure.Result} completed";

    /// <summary>Our side, in a process of its own: what the task ArizeWaitForRun does.</summary>
    public static async Task OursAsync(string ids)
    {
        var started = Stopwatch.GetTimestamp();
        using var arize = new ArizeClient();
        var waited = await new RunCommands(arize, new Silent(), _ => { }).WaitAsync(new WaitStep { RunIds = ids.Split(','), Timeout = TimeSpan.FromMinutes(10) }, default);
        using var self = Process.GetCurrentProcess();
        new Measure(Stopwatch.GetElapsedTime(started).TotalSeconds, self.TotalProcessorTime.TotalSeconds, self.PeakWorkingSet64 / 1048576.0, waited.Count(w => w.Passed)).Print();
    }
}
