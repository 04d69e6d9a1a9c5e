namespace Arize.Emulator;

/// <summary>An experiment that exists from the start, made by a run of a task of the same space.</summary>
public sealed class ScenarioExperiment : ScenarioEntry
{
    /// <summary>Name of the RUN_EXPERIMENT task whose run made it.</summary>
    public string Task { get; set; } = "";

    /// <summary>How long before the emulator's start that run was triggered. Default one day.</summary>
    public TimeSpan Age { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Simulated model that made it; null is the task's.</summary>
    public string? Model { get; set; }

    /// <summary>Names of the evaluation tasks that then evaluated it.</summary>
    public List<string> EvaluatedBy { get; set; } = [];
}
