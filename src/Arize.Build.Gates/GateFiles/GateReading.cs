namespace Arize.Build.Gates.GateFiles;

/// <summary>A gate file as it was read.</summary>
/// <param name="Gate">The gate; null if at least one of them is an error.</param>
/// <param name="Diagnostics">Everything that is wrong or odd, in the order of the file.</param>
/// <param name="Sources">The bytes of the file and of those that it extends, in that order.</param>
internal sealed record GateReading(GateDefinition? Gate, IReadOnlyList<GateDiagnostic> Diagnostics, IReadOnlyList<byte[]> Sources)
{
    /// <summary>The properties of the build that the gate uses in braces, but for the experiment's name.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();
}
