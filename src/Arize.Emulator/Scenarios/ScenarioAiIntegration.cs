namespace Arize.Emulator;

/// <summary>A connection to a model provider.</summary>
public sealed class ScenarioAiIntegration : ScenarioEntry
{
    /// <summary>Provider as in the contract. Default <c>OPEN_AI</c>.</summary>
    public string Provider { get; set; } = "OPEN_AI";

    /// <summary>Model names it offers; the first is used by a run configuration that names none.</summary>
    public List<string> Models { get; set; } = [];
}
