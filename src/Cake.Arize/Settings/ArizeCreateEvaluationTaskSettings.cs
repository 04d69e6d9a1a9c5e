using Arize.Build.Client;

namespace Cake.Arize;

/// <summary>A task to create that evaluates the data of a project, or the rows of experiments on a dataset.</summary>
public sealed class ArizeCreateEvaluationTaskSettings : ArizeSettings
{
    /// <summary>
    /// <see cref="TaskType.TemplateEvaluation"/> (an LLM judges) or <see cref="TaskType.CodeEvaluation"/> (code judges). Required.
    /// </summary>
    public TaskType? Type { get; set; }

    /// <summary>The evaluators, by name or id. At least one is required.</summary>
    public IList<TaskEvaluator> Evaluators { get; init; } = [];

    /// <summary>The project (name or id) to evaluate. This or <see cref="Dataset"/>.</summary>
    public string? Project { get; set; }

    /// <summary>The dataset (name or id) whose experiments to evaluate. This or <see cref="Project"/>.</summary>
    public string? Dataset { get; set; }

    /// <summary>
    /// The experiments (ids, or names in the dataset) to evaluate. Required with <see cref="Dataset"/>, not valid with <see cref="Project"/>.
    /// </summary>
    public IList<string> ExperimentIds { get; init; } = [];

    /// <summary>The share of the data to evaluate, 0 to 1. With <see cref="Project"/> only.</summary>
    public double? SamplingRate { get; set; }

    /// <summary>Whether to evaluate new data as it arrives. True with <see cref="Project"/> only.</summary>
    public bool? IsContinuous { get; set; }

    /// <summary>A filter over all data of the task.</summary>
    public string? QueryFilter { get; set; }
}
