namespace Arize.Build.Client;

/// <summary>A task to create whose runs are experiments on a dataset.</summary>
public sealed record CreateRunExperimentTaskRequest
{
    /// <summary>The task's name, new in its space. Required.</summary>
    public required string Name { get; init; }

    /// <summary>The dataset: id, or a name in <see cref="Space"/>. Required.</summary>
    public required ResourceReference Dataset { get; init; }

    /// <summary>The space (name or id) in which names are looked up.</summary>
    public ResourceReference? Space { get; init; }

    /// <summary>What to do with each example. Required.</summary>
    public required RunConfiguration RunConfiguration { get; init; }
}
