using Cake.Core.IO;

namespace Cake.Arize;

/// <summary>How to run a task. Which settings are valid follows from the type of the task.</summary>
public sealed class ArizeTriggerRunSettings : ArizeSettings
{
    /// <summary>
    /// The name of the experiment that the run creates; new on the dataset. Default: made from the task's name and the CI build. Experiment tasks
    /// only.
    /// </summary>
    public string? ExperimentName { get; set; }

    /// <summary>The maximum number of examples to run, in the dataset's order. Not with <see cref="ExampleIds"/>. Experiment tasks only.</summary>
    public int? MaxExamples { get; set; }

    /// <summary>The ids of the examples to run. Not with <see cref="MaxExamples"/>. Experiment tasks only.</summary>
    public IList<string> ExampleIds { get; init; } = [];

    /// <summary>The dataset version to run. Default: the latest. Experiment tasks only.</summary>
    public string? DatasetVersionId { get; set; }

    /// <summary>A filter over the examples. Experiment tasks only.</summary>
    public string? QueryFilter { get; set; }

    /// <summary>Text to attach to the run's traces. Any text turns tracing on. Experiment tasks only.</summary>
    public IDictionary<string, string> TracingMetadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Evaluation tasks (names or ids) to start when the experiment is complete. Experiment tasks only.</summary>
    public IList<string> EvaluationTaskIds { get; init; } = [];

    /// <summary>Start of the data to evaluate. Evaluation tasks over a project only.</summary>
    public DateTimeOffset? DataStartTime { get; set; }

    /// <summary>End of the data to evaluate, at most 30 days after the start. Default: now. Evaluation tasks over a project only.</summary>
    public DateTimeOffset? DataEndTime { get; set; }

    /// <summary>The maximum number of spans to evaluate. Default: the service's, 10,000. Evaluation tasks only.</summary>
    public int? MaxSpans { get; set; }

    /// <summary>Whether to evaluate again what has been evaluated. Default: false. Evaluation tasks only.</summary>
    public bool? OverrideEvaluations { get; set; }

    /// <summary>The experiments (ids, or names in the task's dataset) to evaluate. Evaluation tasks over a dataset only.</summary>
    public IList<string> ExperimentIds { get; init; } = [];

    /// <summary>What distinguishes the legs of one CI build, such as those of a matrix. Default: nothing.</summary>
    public string? RunKey { get; set; }

    /// <summary>
    /// The folder of the record of this step. Default: <c>artifacts/arize/trigger-…/</c>, named after the experiment, or after the task and a
    /// digest of the request.
    /// </summary>
    public DirectoryPath? Record { get; set; }

    /// <summary>
    /// Whether to send a second time under the same experiment name if, after a lost answer, no run can be found. Two runs are then possible.
    /// Default: false.
    /// </summary>
    public bool ResendOnce { get; set; }
}
