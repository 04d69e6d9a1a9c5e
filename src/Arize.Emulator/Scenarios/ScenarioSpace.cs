namespace Arize.Emulator;

/// <summary>A space and what is in it. The keys of each dictionary are names.</summary>
public sealed class ScenarioSpace : ScenarioEntry
{
    /// <summary>For people.</summary>
    public string Description { get; set; } = "";

    /// <summary>Its projects.</summary>
    public Dictionary<string, ScenarioProject> Projects { get; set; } = [];

    /// <summary>Its model provider connections.</summary>
    public Dictionary<string, ScenarioAiIntegration> AiIntegrations { get; set; } = [];

    /// <summary>Its agent integrations.</summary>
    public Dictionary<string, ScenarioAgent> Agents { get; set; } = [];

    /// <summary>Its evaluators.</summary>
    public Dictionary<string, ScenarioEvaluator> Evaluators { get; set; } = [];

    /// <summary>Its prompts.</summary>
    public Dictionary<string, ScenarioPrompt> Prompts { get; set; } = [];

    /// <summary>Its datasets.</summary>
    public Dictionary<string, ScenarioDataset> Datasets { get; set; } = [];

    /// <summary>Its tasks.</summary>
    public Dictionary<string, ScenarioTask> Tasks { get; set; } = [];

    /// <summary>Its experiments.</summary>
    public Dictionary<string, ScenarioExperiment> Experiments { get; set; } = [];
}
