using System.Text.Json.Nodes;

namespace Arize.Build.Benchmarks;

/// <summary>What a gate adds to a build when its runs are over at once: against a target that does nothing, and against a task that sends the same requests with a plain HttpClient and writes the same files.</summary>
static class BuildOverhead
{
    const string Gate = """
        {
          "run": { "task": "instant" },
          "evaluate": ["support-judge"],
          "baseline": { "latest": "main-*", "task": "support-golden" },
          "criteria": [ { "metric": "correctness", "atLeast": 0.5 }, { "metric": "helpfulness", "mayDropBy": 0.5 } ]
        }
        """;

    static readonly string[] Build = ["build", "App", "--no-restore", "-m:1", "-nodeReuse:false", "-v:q"];

    public static async Task RunAsync(int times)
    {
        using var build = Prepare();
        await build.DotnetAsync("restore", "App");
        var requests = await RecordAsync(build);
        string[] plain = [.. Build, "-t:Plain", $"-p:Requests={Path.Combine(build.Folder, "requests.json")}"];

        var medians = await Measure.InterleavedAsync(times, () => build.MeasureAsync([.. Build, "-t:Empty"]), () => build.MeasureAsync(plain), () => build.MeasureAsync([.. Build, "-t:ArizeGate"]));

        var (empty, peer, ours) = (medians[0], medians[1], medians[2]);
        Measure.Head($"The build's overhead ({requests} requests, medians of {times})", "target", "wall s", "CPU s", "more wall s", "more CPU s", "goal");
        Line("empty", empty, "");
        Line("plain HttpClient", peer, "");
        Line("our gate", ours, $"at most 1.5 x HttpClient's; wall: {Ratio(m => m.Seconds)}; CPU: {Ratio(m => m.Cpu)}");

        void Line(string who, Measure m, string goal) => Measure.Line(who, Measure.Show(m.Seconds), Measure.Show(m.Cpu), Measure.Show(m.Seconds - empty.Seconds), Measure.Show(m.Cpu - empty.Cpu), goal);

        string Ratio(Func<Measure, double> of)
        {
            var ratio = (of(ours) - of(empty)) / (of(peer) - of(empty));
            return $"{Measure.Goal(ratio <= 1.5)} ({Measure.Show(ratio)})";
        }
    }

    public static EmulatedBuild Prepare() => new EmulatedBuild().Write("App/release.gate.json", Gate).Project("App",
        """<ArizeGate Include="release.gate.json" Space="support" />""",
        $"""
        <UsingTask TaskName="Arize.Build.Benchmarks.PlainRequests" AssemblyFile="{typeof(PlainRequests).Assembly.Location}" />
        <Target Name="Empty" />
        <Target Name="Plain"><PlainRequests Requests="$(Requests)" From="$(MSBuildProjectDirectory)/artifacts/arize" To="$(MSBuildProjectDirectory)/artifacts/plain" /></Target>
        """);

    /// <summary>Runs the gate once and writes down what it asked.</summary>
    static async Task<int> RecordAsync(EmulatedBuild build)
    {
        await build.DotnetAsync([.. Build, "-t:ArizeGate"]);
        var requests = new JsonArray();
        foreach (var line in await File.ReadAllLinesAsync(build.RequestLog))
            requests.Add(JsonNode.Parse(line));
        build.Write("requests.json", requests.ToJsonString());
        return requests.Count;
    }
}
