using Arize.Build.Client;

namespace Arize.Build.Gates.Runs;

/// <summary>A run that was waited for.</summary>
/// <param name="RunId">Its id.</param>
/// <param name="Run">The run as it ended; null if its end was not seen.</param>
/// <param name="Passed">True if it completed with few enough errors.</param>
internal sealed record WaitedRun(string RunId, TaskRun? Run, bool Passed);
