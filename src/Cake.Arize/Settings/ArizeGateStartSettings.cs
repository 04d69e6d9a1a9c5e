namespace Cake.Arize;

/// <summary>How to start the run of a gate that a later build judges.</summary>
public sealed class ArizeGateStartSettings : ArizeGateRunSettings;
