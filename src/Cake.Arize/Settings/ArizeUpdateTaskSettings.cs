using Arize.Build.Client;
using Cake.Core.IO;

namespace Cake.Arize;

/// <summary>
/// Changes to a task. What is not set stays as it is; at least one must be set. Which are valid follows from the type of the task.
/// </summary>
public sealed class ArizeUpdateTaskSettings : ArizeSettings
{
    /// <summary>A new name.</summary>
    public string? Name { get; set; }

    /// <summary>The share of the data to evaluate, 0 to 1. Evaluation tasks over a project only.</summary>
    public double? SamplingRate { get; set; }

    /// <summary>Whether to evaluate new data as it arrives. Evaluation tasks only.</summary>
    public bool? IsContinuous { get; set; }

    /// <summary>A new filter over all data. Evaluation tasks only.</summary>
    public string? QueryFilter { get; set; }

    /// <summary>True removes the filter. Evaluation tasks only.</summary>
    public bool ClearQueryFilter { get; set; }

    /// <summary>The evaluators that replace all others, pins included; empty leaves them. Evaluation tasks only.</summary>
    public IList<TaskEvaluator> Evaluators { get; init; } = [];

    /// <summary>A JSON file with the run configuration that replaces the whole stored one. Experiment tasks only.</summary>
    public FilePath? RunConfigurationFile { get; set; }

    /// <summary>A model to use instead of the <c>model_name</c> in the file.</summary>
    public string? ModelName { get; set; }
}
