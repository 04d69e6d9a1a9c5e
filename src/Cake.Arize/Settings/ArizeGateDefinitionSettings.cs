namespace Cake.Arize;

/// <summary>
/// What differs from the gate's file; for a gate without a file, the whole gate. A verdict belongs to the gate with these settings: give
/// <c>ArizeGateRequire</c> the same ones.
/// </summary>
public abstract class ArizeGateDefinitionSettings : ArizeGateRecordSettings
{
    private protected ArizeGateDefinitionSettings()
    {
    }

    /// <summary>The task (name or id) to run. Required for a gate without a file.</summary>
    public string? Task { get; set; }

    /// <summary>The maximum number of examples to run, in the dataset's order. Default: all.</summary>
    public int? MaxExamples { get; set; }

    /// <summary>The maximum number of errors. Default: 0, or no limit if <see cref="MaxErrorRate"/> is set.</summary>
    public int? MaxErrors { get; set; }

    /// <summary>The maximum share (0 to 1) of errors in successes + errors. Default: no limit.</summary>
    public double? MaxErrorRate { get; set; }

    /// <summary>
    /// What to compare with: the name of an experiment, a pattern such as <c>main-*</c>, or the folder of a record. For gate files only.
    /// </summary>
    public string? Baseline { get; set; }

    /// <summary>What a gate file may name in braces.</summary>
    public IDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}
