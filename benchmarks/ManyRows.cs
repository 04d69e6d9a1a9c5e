using System.Diagnostics;
using System.Text.Json;
using Arize.Build.Client;
using Arize.Build.Gates.Running;
using Arize.Build.Gates.Settings;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates;

namespace Arize.Build.Benchmarks;

/// <summary>
/// Reading and judging the rows of large experiments: as a gate does, record and all; by the official JavaScript client, which adds one score up; and only tokenising the same pages, which nobody can be faster than.
/// </summary>
static class ManyRows
{
    const int Metrics = 2;

    /// <summary>The maximum number of items in a page of the service.</summary>
    public const int Most = 500;

    /// <summary>The setting of .NET by which code is first watched, then compiled again by what was seen.</summary>
    const string Profiling = "DOTNET_TieredPGO";

    public static Task RunAsync(int times, int[] counts, string? javaScript) => RunAsync("rows", "tokens", Service.ExperimentId, times, counts, javaScript);

    /// <summary>The same for any long list.</summary>
    /// <param name="what">What is in the list: also the name of the role of this program that judges it, and of the script.</param>
    /// <param name="tokens">The role that only tokenises it.</param>
    /// <param name="idOf">The id of a list of so many.</param>
    /// <param name="times">How many times.</param>
    /// <param name="counts">How many there are.</param>
    /// <param name="javaScript">The folder of the scripts; null without Node.js.</param>
    public static async Task RunAsync(string what, string tokens, Func<int, string> idOf, int times, int[] counts, string? javaScript)
    {
        using var service = await RunningService.StartAsync();
        Measure.Head($"Many {what} (medians of {times})", what, "", $"{what}/s", "CPU s", "memory MiB", "goal");
        foreach (var count in counts)
        {
            var id = idOf(count);
            var all = new List<Func<Task<Measure>>>
            {
                () => service.WithAsync("", AppContext.BaseDirectory, Child.Self(what, id)),
                () => service.WithAsync("", AppContext.BaseDirectory, Child.Self(what, id), Profiling),
                () => service.WithAsync("", AppContext.BaseDirectory, Child.Self(tokens, id)),
                () => service.WithAsync("", AppContext.BaseDirectory, Child.Self(tokens, id), Profiling),
            };
            if (javaScript is not null)
                all.Add(() => service.WithAsync("", javaScript, ["node", what + ".mjs", id]));
            var medians = await Measure.InterleavedAsync(times, [.. all]);
            var (ours, limit, peer) = (medians[0], medians[2], medians.ElementAtOrDefault(4));
            var room = 64.0 * count * Metrics / 1048576 + 32;
            Line("judged by us", ours, $"heap at most {Measure.Show(room, 0)}: {Measure.Goal(ours.Memory <= room)}; time at most 2 x the limit: {Measure.Goal(ours.Seconds <= 2 * limit.Seconds)} ({Measure.Show(ours.Seconds / limit.Seconds)})");
            Line($"judged by us, {Profiling}=0", medians[1], $"{Measure.Show(medians[1].Seconds / medians[3].Seconds)} x the limit");
            Line("only tokenised", limit, "the limit");
            Line($"only tokenised, {Profiling}=0", medians[3], "");
            if (peer is null)
                Measure.Line(count, "JavaScript", JavaScript.Missing, "", "", "");
            else
                Line("added up by the JavaScript client", peer, $"ours at least as fast: {Measure.Goal(ours.Seconds <= peer.Seconds)} ({Measure.Show(peer.Seconds / ours.Seconds)})");

            void Line(string who, Measure m, string goal) => Measure.Line(count, who, Measure.Show(m.Result / m.Seconds, 0), Measure.Show(m.Cpu), Measure.Show(m.Memory, 0), (int)m.Result == count ? goal : $"only {m.Result} {what}");
        }
    }

    /// <summary>Our side, in a process of its own.</summary>
    public static async Task OursAsync(string experiment)
    {
        var criteria = Criteria();
        using var arize = new ArizeClient();
        await OursAsync(async folder =>
        {
            var rows = await new RowReading(arize, new Silent(), criteria).CandidateAsync([experiment], folder, 0, TimeSpan.Zero, default);
            return new JudgeRequest { Criteria = criteria, Candidate = rows };
        });
    }

    /// <summary>Reads, judges and prints the measure.</summary>
    /// <param name="read">Reads into a record's folder.</param>
    public static async Task OursAsync(Func<string, Task<JudgeRequest>> read)
    {
        var folder = Directory.CreateTempSubdirectory("benchmark");
        try
        {
            var (started, most) = (Stopwatch.GetTimestamp(), 0L);
            using var watch = new Timer(_ => most = Math.Max(most, GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes), null, 50, 50);
            var request = await read(folder.FullName);
            var verdict = Judge.Verdict(request);
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            new Measure(seconds, Cpu(), most / 1048576.0, verdict.Passed ? request.Candidate.Rows : 0).Print();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Two criteria, as a gate file gives them.</summary>
    public static IReadOnlyList<Criterion> Criteria()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, """{ "experiment": "RXhwZXJpbWVudDoxOng=", "criteria": [ { "metric": "correctness", "atLeast": 0.5 }, { "metric": "latency_ms", "statistic": "p95", "atMost": 5000 } ] }""");
        var criteria = GateFileReader.Read(file, new GateContext { Folder = "/", Records = "/records" }).Gate!.Criteria;
        File.Delete(file);
        return criteria;
    }

    /// <summary>The limit: the same pages, and every token read once.</summary>
    public static Task TokensAsync(string experiment) =>
        TokensAsync("example_id", cursor => new(HttpMethod.Get, new Uri($"v2/experiments/{Uri.EscapeDataString(experiment)}/runs?limit={Most}{cursor}", UriKind.Relative)));

    /// <summary>The same for any long list.</summary>
    /// <param name="mark">The member that each item has once.</param>
    /// <param name="request">The request of a page.</param>
    public static async Task TokensAsync(string mark, Func<string, HttpRequestMessage> request)
    {
        var (started, rows, cursor) = (Stopwatch.GetTimestamp(), 0, "");
        using var http = new HttpClient { BaseAddress = new Uri(Environment.GetEnvironmentVariable("ARIZE_BASE_URL")!) };
        while (true)
        {
            using var answer = await http.SendAsync(request(cursor));
            if (Tokens(await answer.Content.ReadAsByteArrayAsync(), mark, ref rows) is not { } next)
                break;
            cursor = "&cursor=" + next;
        }
        new Measure(Stopwatch.GetElapsedTime(started).TotalSeconds, Cpu(), GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes / 1048576.0, rows).Print();
    }

    static string? Tokens(byte[] page, string mark, ref int rows)
    {
        string? next = null;
        var reader = new Utf8JsonReader(page);
        while (reader.Read())
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(mark))
                rows++;
            else if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("next_cursor"u8) && reader.Read())
                next = reader.GetString();
        return next;
    }

    public static double Cpu()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime.TotalSeconds;
    }
}
