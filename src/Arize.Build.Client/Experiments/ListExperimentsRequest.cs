namespace Arize.Build.Client;

/// <summary>Which experiments to list. Filters combine; all are optional.</summary>
public sealed record ListExperimentsRequest
{
    /// <summary>The dataset: id, or a name in <see cref="Space"/>.</summary>
    public ResourceReference? Dataset { get; init; }

    /// <summary>The space: name or id. With a dataset, only where its name is looked up.</summary>
    public ResourceReference? Space { get; init; }

    /// <summary>A part of the name, in any casing.</summary>
    public string? Name { get; init; }

    /// <summary>The maximum number of experiments in one page. Default: <see cref="ArizeClientOptions.PageSize"/>. Valid: 1 to 100.</summary>
    public int? Limit { get; init; }
}
