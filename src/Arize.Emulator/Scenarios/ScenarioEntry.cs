namespace Arize.Emulator;

/// <summary>Something with a name in a scenario.</summary>
public abstract class ScenarioEntry
{
    /// <summary>Its name; null, the default, is its key. Give one to have two things of the same name.</summary>
    public string? Name { get; set; }
}
