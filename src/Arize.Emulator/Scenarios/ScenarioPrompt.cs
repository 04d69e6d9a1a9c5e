namespace Arize.Emulator;

/// <summary>A prompt with its versions.</summary>
public sealed class ScenarioPrompt : ScenarioEntry
{
    /// <summary>For people; null for none.</summary>
    public string? Description { get; set; }

    /// <summary>Its versions, oldest first; at least one.</summary>
    public List<ScenarioPromptVersion> Versions { get; set; } = [];
}
