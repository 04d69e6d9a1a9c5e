namespace Arize.Build.Client;

/// <summary>An experiment that has passed every check and can be sent: see <see cref="ExperimentsClient.PlanCreateAsync"/>.</summary>
public sealed class ExperimentPlan
{
    /// <summary>The dataset's id; null for an experiment without one.</summary>
    public required string? DatasetId { get; init; }

    /// <summary>The experiment's name.</summary>
    public required string Name { get; init; }

    /// <summary>The size of the request's body.</summary>
    public int Bytes => Body.Length;

    internal byte[] Body { get; init; } = [];
}
