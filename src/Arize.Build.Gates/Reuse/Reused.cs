using Arize.Build.Client;

namespace Arize.Build.Gates.Reuse;

/// <summary>An experiment that is judged instead of making the same again.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Run">The run that made it; null if it was logged.</param>
/// <param name="Rows">The number of its rows.</param>
/// <param name="Unscored">The evaluation tasks whose scores are not on every row: those still have to be triggered.</param>
internal sealed record Reused(Experiment Experiment, TaskRun? Run, int Rows, IReadOnlyList<ArizeTask> Unscored);
