namespace Arize.Emulator;

/// <summary>An integration of type AGENT.</summary>
public sealed class ScenarioAgent : ScenarioEntry
{
    /// <summary>Address the API shows. The emulator never calls it.</summary>
    public string Endpoint { get; set; } = "https://agent.example.com/run";

    /// <summary>Simulated model that stands behind the agent; null is the scenario's default model.</summary>
    public string? Model { get; set; }
}
