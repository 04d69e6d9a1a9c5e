using System.Collections;
using System.Collections.Concurrent;
using Microsoft.Build.Framework;

namespace Arize.Build.Tests.Tasks;

/// <summary>Keeps what a task says, in order, with the moments at which it gave its slot away and took it back.</summary>
sealed class FakeBuildEngine : IBuildEngine4
{
    readonly ConcurrentQueue<string> order = new();
    readonly ConcurrentDictionary<object, object> registered = new();

    public ConcurrentQueue<BuildErrorEventArgs> Errors { get; } = new();

    public ConcurrentQueue<BuildWarningEventArgs> Warnings { get; } = new();

    public ConcurrentQueue<BuildMessageEventArgs> Messages { get; } = new();

    /// <summary>"Yield", "Reacquire", "Error CODE", in order.</summary>
    public IReadOnlyList<string> Order => [.. order];

    /// <summary>Everything that was said, for a search.</summary>
    public string Everything => string.Join('\n', Errors.Select(e => e.Message).Concat(Warnings.Select(w => w.Message)).Concat(Messages.Select(m => m.Message)));

    public IEnumerable<string> Milestones => Messages.Where(m => m.Importance == MessageImportance.High).Select(m => m.Message!);

    public bool ContinueOnError => false;

    public int LineNumberOfTaskNode => 12;

    public int ColumnNumberOfTaskNode => 5;

    public string ProjectFileOfTaskNode { get; init; } = "/repo/app/App.csproj";

    public bool IsRunningMultipleNodes => false;

    /// <summary>Called when the slot is given away: the task is at work.</summary>
    public Action? OnYield { get; set; }

    public void LogErrorEvent(BuildErrorEventArgs e)
    {
        Errors.Enqueue(e);
        order.Enqueue($"Error {e.Code}");
    }

    public void LogWarningEvent(BuildWarningEventArgs e) => Warnings.Enqueue(e);

    public void LogMessageEvent(BuildMessageEventArgs e) => Messages.Enqueue(e);

    public void LogCustomEvent(CustomBuildEventArgs e) => throw new NotSupportedException();

    public void Yield()
    {
        order.Enqueue("Yield");
        OnYield?.Invoke();
    }

    public void Reacquire() => order.Enqueue("Reacquire");

    public object GetRegisteredTaskObject(object key, RegisteredTaskObjectLifetime lifetime) => registered.GetValueOrDefault(key)!;

    public void RegisterTaskObject(object key, object obj, RegisteredTaskObjectLifetime lifetime, bool allowEarlyCollection) => registered[key] = obj;

    public object UnregisterTaskObject(object key, RegisteredTaskObjectLifetime lifetime) => registered.TryRemove(key, out var old) ? old : null!;

    public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) => throw new NotSupportedException();

    public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs, string toolsVersion) =>
        throw new NotSupportedException();

    public bool BuildProjectFilesInParallel(string[] projectFileNames, string[] targetNames, IDictionary[] globalProperties, IDictionary[] targetOutputsPerProject,
        string[] toolsVersion, bool useResultsCache, bool unloadProjectsOnCompletion) => throw new NotSupportedException();

    public BuildEngineResult BuildProjectFilesInParallel(string[] projectFileNames, string[] targetNames, IDictionary[] globalProperties, IList<string>[] removeGlobalProperties,
        string[] toolsVersion, bool returnTargetOutputs) => throw new NotSupportedException();
}
