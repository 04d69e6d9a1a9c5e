using System.Collections;
using System.Threading.Channels;
using Microsoft.Build.Framework;

namespace Arize.Build.Tasks;

/// <summary>
/// Lines that a terminal shows while a gate still works. The terminal logger prints what a call of a project logs only when that call ends, so these lines are logged in separate, short calls of a
/// project that does nothing else. Any other logger prints lines at once, and needs none of this. ArizeLiveOutput=false turns it off.
/// </summary>
/// <param name="engine">The engine; only the task's own thread calls it.</param>
internal sealed class LiveOutput(IBuildEngine3 engine)
{
    const string Project = "Arize.proj";

    /// <summary>What comes together is printed together: a run and the link to it.</summary>
    static readonly TimeSpan Together = TimeSpan.FromSeconds(0.3);

    readonly Channel<string> lines = Channel.CreateUnbounded<string>();

    /// <summary>True if this build prints with the terminal logger. MSBuild's variable is what the SDK's own targets ask; without it, lines are printed at the end of the gate.</summary>
    public static bool IsUseful(IReadOnlyDictionary<string, string> environment) => environment.GetValueOrDefault("_MSBUILDTLENABLED") == "1";

    /// <summary>Adds a line. Any thread may.</summary>
    public void Add(string line) => lines.Writer.TryWrite(line);

    /// <summary>The lines that were not printed.</summary>
    public IEnumerable<string> Rest()
    {
        while (lines.Reader.TryRead(out var line))
            yield return line;
    }

    /// <summary>Prints lines as they come. Only while it prints does the task hold a slot of the build.</summary>
    /// <param name="work">The work of the task; printing ends with it.</param>
    /// <param name="cancelled">Ends the printing.</param>
    public void PrintDuring(System.Threading.Tasks.Task work, CancellationToken cancelled)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        _ = work.ContinueWith(_ => end.Cancel(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            while (lines.Reader.WaitToReadAsync(end.Token).AsTask().GetAwaiter().GetResult())
            {
                _ = end.Token.WaitHandle.WaitOne(Together);
                end.Token.ThrowIfCancellationRequested();
                Print([.. Rest()]);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The work has ended, or the build is cancelled: what is left is printed with the gate's end.
        }
    }

    void Print(IReadOnlyList<string> text)
    {
        engine.Reacquire();
        try
        {
            // Beside the targets file that called the task.
            var file = Path.Combine(Path.GetDirectoryName(engine.ProjectFileOfTaskNode)!, Project);
            var properties = new Hashtable { ["_ArizeText"] = Escaped(string.Join("\n    ", text)) };
            engine.BuildProjectFilesInParallel([file], ["Print"], [properties], [null], [null], returnTargetOutputs: false);
        }
        finally
        {
            engine.Yield();
        }
    }

    /// <summary>As MSBuild wants the values of properties.</summary>
    static string Escaped(string text) => string.Concat(text.Select(c => "%*?@$();'".Contains(c, StringComparison.Ordinal) ? $"%{(int)c:x2}" : c.ToString()));
}
