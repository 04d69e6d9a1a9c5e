namespace Arize.Build.Benchmarks;

/// <summary>A solution of four projects on two nodes; three of them wait for a gate before they are built. With Yield, as the tasks do it, and with tasks that hold their slot.</summary>
static class Solution
{
    public static async Task RunAsync(int times, string run)
    {
        using var build = new EmulatedBuild();
        var gates = $"""
            <UsingTask TaskName="Arize.Build.Benchmarks.GatesOnEngine" AssemblyFile="{typeof(GatesOnEngine).Assembly.Location}" />
            <Target Name="ArizeGateEvaluation" DependsOnTargets="_ArizeGatePlan;_ArizeGateNeeds">
              <GatesOnEngine Gates="@(ArizeGate)" Project="$(MSBuildProjectName)" ProjectDirectory="$(MSBuildProjectDirectory)" Yields="$(Yields)" />
            </Target>
            """;
        foreach (var name in new[] { "One", "Two", "Three" })
            build.Project(name, $"""<ArizeGate Include="{name}" Task="{run}" Space="support" Before="Build" />""", gates);
        build.Project("Four", "").Write("All.slnx", """<Solution><Project Path="One/One.csproj" /><Project Path="Two/Two.csproj" /><Project Path="Three/Three.csproj" /><Project Path="Four/Four.csproj" /></Solution>""");
        await build.DotnetAsync("restore", "All.slnx");
        string[] all = ["build", "All.slnx", "--no-restore", "--no-incremental", "-m:2", "-nodeReuse:false", "-v:q"];

        var medians = await Measure.InterleavedAsync(times, () => build.MeasureAsync([.. all, "-p:Yields=true"]), () => build.MeasureAsync([.. all, "-p:Yields=false"]));

        Measure.Head($"A solution (four projects, three gates of {run}, -m:2, medians of {times})", "", "wall s", "CPU s", "without / with");
        Measure.Line("with Yield", Measure.Show(medians[0].Seconds, 1), Measure.Show(medians[0].Cpu, 1), "");
        Measure.Line("without", Measure.Show(medians[1].Seconds, 1), Measure.Show(medians[1].Cpu, 1), Measure.Show(medians[1].Seconds / medians[0].Seconds));
    }
}
