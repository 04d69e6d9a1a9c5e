namespace Arize.Build.Client;

/// <summary>What a wait has just seen.</summary>
/// <param name="RunId">The run that is waited for.</param>
/// <param name="Elapsed">Since the wait began.</param>
/// <param name="Run">The run as just read; null where the look failed.</param>
/// <param name="StatusChanged">True where the status differs from the one seen before, and on the first look.</param>
/// <param name="Trouble">Why the look failed, or what was odd; null where nothing was.</param>
public sealed record RunProgress(string RunId, TimeSpan Elapsed, TaskRun? Run, bool StatusChanged, string? Trouble);
