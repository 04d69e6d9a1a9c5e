namespace Arize.Emulator;

/// <summary>
/// A task that exists from the start. With <see cref="Project"/> it evaluates a project, with <see cref="Evaluators"/> and <see
/// cref="Dataset"/>
/// it evaluates experiments, else its runs create experiments on <see cref="Dataset"/>.
/// </summary>
public sealed class ScenarioTask : ScenarioEntry
{
    /// <summary><c>RUN_EXPERIMENT</c> (the default), <c>TEMPLATE_EVALUATION</c> or <c>CODE_EVALUATION</c>.</summary>
    public string Type { get; set; } = "RUN_EXPERIMENT";

    /// <summary>Name of a dataset of the same space.</summary>
    public string? Dataset { get; set; }

    /// <summary>Name of a project of the same space.</summary>
    public string? Project { get; set; }

    /// <summary>Names of evaluators of the same space.</summary>
    public List<string> Evaluators { get; set; } = [];

    /// <summary>Names of the experiments that an evaluation task on a dataset evaluates unless a trigger names others.</summary>
    public List<string> Experiments { get; set; } = [];

    /// <summary>Filter over the data of an evaluation task; null for none.</summary>
    public string? QueryFilter { get; set; }

    /// <summary>Share of a project's data to evaluate, 0 to 1; null is 1.</summary>
    public double? SamplingRate { get; set; }

    /// <summary>Whether the task evaluates a project's data as it arrives. Default false.</summary>
    public bool IsContinuous { get; set; }

    /// <summary>Name of the AI integration behind an LLM generation task; null takes the space's first.</summary>
    public string? AiIntegration { get; set; }

    /// <summary><c>model_name</c> of the run configuration; null leaves it out.</summary>
    public string? Model { get; set; }

    /// <summary>
    /// Name of the prompt whose version labelled production, else whose latest, gives the messages; null for a one-line prompt.
    /// </summary>
    public string? Prompt { get; set; }

    /// <summary>Name of an agent integration: the task then calls the agent instead of a model.</summary>
    public string? Agent { get; set; }

    /// <summary>Timeline of this task's runs; null takes the model's, or the scenario's for evaluations.</summary>
    public ScenarioTimeline? Run { get; set; }

    /// <summary>Items of an evaluation run over a project; null is 120 successes.</summary>
    public ScenarioCounts? Counts { get; set; }
}
