using Arize.Build.Client;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Gates;

/// <summary>What a run gate found.</summary>
/// <param name="Gate">The gate's name.</param>
/// <param name="Run">The run as it ended.</param>
/// <param name="ExperimentName">The experiment's name; null for an evaluation.</param>
/// <param name="Elapsed">How long the gate took.</param>
/// <param name="Fault">What is wrong with the run; null where the gate is passed.</param>
public sealed record RunGateResult(string Gate, TaskRun Run, string? ExperimentName, TimeSpan Elapsed, ArizeFault? Fault)
{
    /// <summary>True where the run is good.</summary>
    public bool Passed => Fault is null;

    /// <summary>The result in one line.</summary>
    public string Summary => Passed
        ? $"Gate {Client.Fault.Show(Gate)} passed: run {Run.Id} {RemoteText.OneLine(Run.StatusText, 60)} in {Duration.Show(Elapsed)} ({RunJudge.Counters(Run)})."
        : $"Gate {Client.Fault.Show(Gate)} blocked: {Fault!.Message}";
}
