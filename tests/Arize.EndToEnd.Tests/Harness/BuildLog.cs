using System.Text.RegularExpressions;
using Microsoft.Build.Framework;
using Microsoft.Build.Logging.StructuredLogger;

namespace Arize.EndToEnd.Tests.Harness;

/// <summary>What a build did, as its binary log tells.</summary>
/// <param name="Ours">The tasks of the package that ran, and the assemblies of the package that a task loaded.</param>
/// <param name="Evaluations">The projects, once for each evaluation.</param>
/// <param name="Instances">The projects, once for each instance of which targets ran.</param>
/// <param name="Calls">The projects, once for each call of their targets.</param>
sealed partial record BuildLog(IReadOnlyList<string> Ours, IReadOnlyList<string> Evaluations, IReadOnlyList<string> Instances, IReadOnlyList<string> Calls)
{
    /// <summary>Runs <c>dotnet</c> with a binary log, and reads it. The build must end well.</summary>
    public static async Task<(Build Build, BuildLog Log)> Of(Consumer consumer, params IEnumerable<string> arguments)
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "build.binlog");
        var build = (await consumer.Dotnet(BuildServer.None, [.. arguments, $"-bl:{file}"])).Passes();
        return (build, Read(file));
    }

    static BuildLog Read(string file)
    {
        var all = new BinLogReader().ReadRecords(file).Select(r => r.Args).ToList();
        var calls = all.OfType<ProjectStartedEventArgs>().ToList();
        return new BuildLog(
            [
                .. all.OfType<TaskStartedEventArgs>().Select(t => t.TaskName).Where(n => n.StartsWith("Arize", StringComparison.Ordinal)),
                .. all.Where(a => a?.GetType().Name == nameof(AssemblyLoadBuildEventArgs)).SelectMany(a => Loaded().Matches(a.Message!).Select(m => m.Groups[1].Value)),
            ],
            Names(all.OfType<ProjectEvaluationStartedEventArgs>().Select(e => e.ProjectFile!)),
            Names(calls.DistinctBy(c => c.BuildEventContext!.ProjectInstanceId).Select(c => c.ProjectFile!)),
            Names(calls.Select(c => c.ProjectFile!)));
    }

    static IReadOnlyList<string> Names(IEnumerable<string> files) => [.. files.Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    // The reader has a type of its own for these events, which is not public: only its message tells the path, and it is in the folder of the package.
    [GeneratedRegex(@"[\\/]arize\.build\.tasks[\\/][^,;]*[\\/]([^\\/,;]+\.dll)")]
    private static partial Regex Loaded();
}
