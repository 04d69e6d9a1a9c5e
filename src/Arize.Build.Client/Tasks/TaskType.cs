namespace Arize.Build.Client;

/// <summary>The kind of a task. It never changes.</summary>
public enum TaskType
{
    /// <summary>A type that this version does not know.</summary>
    Unknown,

    /// <summary>An LLM judges the data of a project, or the rows of experiments.</summary>
    TemplateEvaluation,

    /// <summary>Code judges the data of a project, or the rows of experiments.</summary>
    CodeEvaluation,

    /// <summary>A prompt, a judge or an agent is run over the examples of a dataset; each run makes an experiment.</summary>
    RunExperiment,
}

/// <summary>The names of task types on the wire.</summary>
internal static class TaskTypes
{
    public static TaskType Read(string text) => Http.JsonFields.Screaming(text) switch
    {
        "TEMPLATE_EVALUATION" => TaskType.TemplateEvaluation,
        "CODE_EVALUATION" => TaskType.CodeEvaluation,
        "RUN_EXPERIMENT" => TaskType.RunExperiment,
        _ => TaskType.Unknown,
    };

    public static string Name(this TaskType type) => type switch
    {
        TaskType.TemplateEvaluation => "TEMPLATE_EVALUATION",
        TaskType.CodeEvaluation => "CODE_EVALUATION",
        TaskType.RunExperiment => "RUN_EXPERIMENT",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a type that can be sent."),
    };
}
