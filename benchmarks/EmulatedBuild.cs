using System.Diagnostics;

namespace Arize.Build.Benchmarks;

/// <summary>Projects in a folder of their own that use this repository's tasks, and an emulator for their gates.</summary>
sealed class EmulatedBuild : IDisposable
{
    /// <summary>Tasks whose runs take no time, one second and ten.</summary>
    const string Scenario = """
        {
          "extends": "default",
          "evaluations": { "pending": "0ms", "running": "0ms" },
          "models": {
            "instant": { "accuracy": 0.97, "noise": 0, "pending": "0ms", "running": "0ms" },
            "one-second": { "pending": "0ms", "running": "1s" },
            "ten-seconds": { "pending": "0ms", "running": "10s" }
          },
          "spaces": { "support": { "tasks": {
            "instant": { "dataset": "support-golden-set", "model": "instant" },
            "one-second": { "dataset": "support-golden-set", "model": "one-second" },
            "ten-seconds": { "dataset": "support-golden-set", "model": "ten-seconds" }
          } } }
        }
        """;

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("benchmark");
    readonly Process emulator;
    readonly Dictionary<string, string?> environment = new() { ["MSBUILDDISABLENODEREUSE"] = "1", ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["DOTNET_NOLOGO"] = "1" };

    public EmulatedBuild()
        : this(Scenario, [])
    {
    }

    /// <summary>Starts the emulator with another scenario, and with files beside it.</summary>
    public EmulatedBuild(string scenario, IEnumerable<(string Name, string Text)> files)
    {
        environment["ARIZE_API_KEY"] = Service.Key;
        Write("scenario.json", scenario);
        foreach (var (name, text) in files)
            Write(name, text);
        emulator = Child.Start(folder.FullName, environment, "dotnet", Output("Arize.Emulator", "net10.0"), "serve", "--scenario", "scenario.json", "--requests", RequestLog);
        while (emulator.StandardOutput.ReadLine() is { } line)
            if (line.StartsWith("Arize emulator: ", StringComparison.Ordinal))
            {
                environment["ARIZE_BASE_URL"] = line["Arize emulator: ".Length..];
                return;
            }
        throw new InvalidOperationException("The emulator did not start.");
    }

    public string Folder => folder.FullName;

    /// <summary>Every request that the emulator has answered, a line of JSON each.</summary>
    public string RequestLog => Path.Combine(Folder, "requests.jsonl");

    public EmulatedBuild Write(string file, string text)
    {
        var path = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    /// <summary>Writes a project with one class. What is added after the package's targets may replace them.</summary>
    public EmulatedBuild Project(string name, string items, string targets = "") =>
        Write($"{name}/Class.cs", "public class Class;").Write($"{name}/{name}.csproj", $"""
            <Project>
              <PropertyGroup>
                <ArizeTasksAssembly>{Output("Arize.Build.Tasks", "net8.0")}</ArizeTasksAssembly>
              </PropertyGroup>
              <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
              <Import Project="{Targets}.props" />
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                {items}
              </ItemGroup>
              <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
              <Import Project="{Targets}.targets" />
              {targets}
            </Project>
            """);

    public Task<string> DotnetAsync(params string[] arguments) => Child.RunAsync(Folder, environment, ["dotnet", .. arguments]);

    /// <summary>Runs this program in another role, with the emulator as its service.</summary>
    public Task<string> SelfAsync(params string[] arguments) => Child.RunAsync(Folder, environment, Child.Self(arguments));

    public Task<Measure> MeasureAsync(params string[] arguments) => Child.MeasureAsync(Folder, environment, ["dotnet", .. arguments]);

    /// <summary>Runs a command that writes an event trace of each of its processes into a folder.</summary>
    public Task TraceAsync(string traces, string events, params string[] arguments)
    {
        Directory.CreateDirectory(Path.Combine(Folder, traces));
        var traced = new Dictionary<string, string?>(environment)
        {
            ["DOTNET_EnableEventPipe"] = "1",
            ["DOTNET_EventPipeConfig"] = events,
            ["DOTNET_EventPipeOutputPath"] = Path.Combine(Folder, traces, "{pid}.nettrace"),
        };
        return Child.RunAsync(Folder, traced, ["dotnet", .. arguments]);
    }

    public void Dispose()
    {
        emulator.Kill();
        emulator.WaitForExit();
        emulator.Dispose();
        folder.Delete(recursive: true);
    }

    static string Targets => Path.Combine(Repository, "src", "Arize.Build.Tasks", "build", "Arize.Build.Tasks");

    /// <summary>An assembly of this repository, in the configuration of this program.</summary>
    static string Output(string project, string framework) =>
        Path.Combine(Repository, "src", project, "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, framework, project + ".dll");

    static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Arize.Build.Tasks.sln")))
                folder = folder.Parent ?? throw new InvalidOperationException("This program is not in its repository.");
            return folder.FullName;
        }
    }
}
