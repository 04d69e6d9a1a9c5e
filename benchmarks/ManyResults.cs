using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Arize.Build.Client;
using Arize.Build.Gates.Running;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Benchmarks;

/// <summary>A gate over a large results file, against the emulator: read, checked, uploaded in parts, evaluated, read back and judged. Once with every answer, once with one in twenty lost.</summary>
static class ManyResults
{
    const int OutputLength = 3000;

    /// <summary>What a gate may keep of each row, beside the memory that any build needs.</summary>
    const int BytesOfRow = 512;

    /// <summary>A .NET process, the parts of two requests and the pages of two answers.</summary>
    const int FixedMiB = 256;

    public static async Task RunAsync(int count)
    {
        Measure.Head("Many results", "rows", "answers lost", "seconds", "peak memory MiB", "creates", "rows stored", "goal");
        foreach (var loses in new[] { false, true })
        {
            using var build = new EmulatedBuild(Scenario(loses ? count : 0), [("big.json", Examples(count))]);
            WriteResults(Path.Combine(build.Folder, "results.jsonl"), count);
            build.Write("big.gate.json", """
                { "space": "support", "results": { "dataset": "big", "file": "results.jsonl" }, "evaluate": ["big-judge"], "wait": "30m",
                  "criteria": [ { "metric": "exact", "atLeast": 0.9 }, { "metric": "own", "atLeast": 0.4 } ] }
                """);
            var measure = Measure.Read(await build.SelfAsync("results", build.Folder));
            var requests = File.ReadLines(build.RequestLog).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("operation").GetString()).ToList();
            var creates = requests.Count(o => o == "create_experiment");
            var room = FixedMiB + (double)BytesOfRow * count / 1048576;
            Measure.Line(count, loses ? "1 of 20" : "none", Measure.Show(measure.Seconds, 0), Measure.Show(measure.Memory, 0), creates, measure.Result,
                $"at most {Measure.Show(room, 0)} MiB: {Measure.Goal(measure.Memory <= room)}; each row once, one create: {Measure.Goal((int)measure.Result == count && creates == 1)}");
        }
    }

    /// <summary>Our side, in a process of its own.</summary>
    public static async Task OursAsync(string folder)
    {
        using var arize = new ArizeClient();
        var started = Stopwatch.GetTimestamp();
        var context = new GateContext { Folder = folder, Records = Path.Combine(folder, "records"), Build = "build-1" };
        var request = GateRequest.Read(Path.Combine(folder, "big.gate.json"), new GateSettings(), null, context);
        var result = await new GateRunner(arize, new Silent(), request).RunAsync(default);
        if (!result.Passed)
            throw new InvalidOperationException(string.Join('\n', result.Diagnostics.Select(d => d.ToString())));
        using var self = Process.GetCurrentProcess();
        var peak = self.PeakWorkingSet64 / 1048576.0;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in arize.Experiments.ListRowsAsync(result.Experiment!.Id))
            if (!seen.Add(row.ExampleId!))
                throw new InvalidOperationException($"Example {row.ExampleId} is stored twice.");
        new Measure(Stopwatch.GetElapsedTime(started).TotalSeconds, self.TotalProcessorTime.TotalSeconds, peak, seen.Count).Print();
    }

    /// <summary>Of the requests that add rows, one in twenty is lost: every second of those after the rows were stored.</summary>
    static string Scenario(int rows)
    {
        var requests = Math.Max(rows / AppendRowsRequest.MaxRows, rows == 0 ? 0 : 20);
        var faults = Enumerable.Range(0, requests / 20).Select(i => string.Create(CultureInfo.InvariantCulture,
            $$"""{ "method": "POST", "path": "/v2/experiments/{experiment_id}/runs", "skip": {{i * 19 + 1}}, "times": 1, "reset": true, "applied": {{(i % 2 == 0 ? "true" : "false")}} }"""));
        return $$"""
            {
              "extends": "default",
              "evaluations": { "pending": "0ms", "running": "0ms" },
              "faults": [{{string.Join(',', faults)}}],
              "spaces": { "support": {
                "datasets": { "big": { "examplesFrom": "big.json" } },
                "tasks": { "big-judge": { "type": "CODE_EVALUATION", "dataset": "big", "evaluators": ["exact"], "experiments": [] } }
              } }
            }
            """;
    }

    static string Examples(int count) => "[" + string.Join(',', Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture,
        $$"""{"id":"example-{{i}}","question":"question {{i}}","expected_answer":"{{Output(i)}}"}"""))) + "]";

    static string Output(int number) => string.Create(CultureInfo.InvariantCulture, $"answer {number} ") + new string((char)('a' + number % 26), 40);

    static void WriteResults(string file, int count)
    {
        using var writer = ResultsWriter.Create(file);
        var padding = new string('x', OutputLength);
        for (var i = 0; i < count; i++)
            writer.Write(new ApplicationResult
            {
                ExampleId = string.Create(CultureInfo.InvariantCulture, $"example-{i}"),
                Output = Output(i),
                Fields = new() { ["document"] = padding },
                Evaluations = new Dictionary<string, Evaluation> { ["own"] = new(i % 2, null, null) },
            });
    }
}
