using System.Text.Json.Nodes;

namespace Arize.Build.Client;

/// <summary>An experiment to create with its first rows: outputs that were made elsewhere, for the examples of a dataset, or for none.</summary>
public sealed record CreateExperimentRequest
{
    /// <summary>The default maximum size of a request's body: 25 MiB.</summary>
    public const int DefaultMaxBodyBytes = 25 * 1024 * 1024;

    /// <summary>The experiment's name, new on the dataset; without a dataset, new in the space.</summary>
    public required string Name { get; init; }

    /// <summary>The dataset: name or id. Without one, the experiment stands alone in <see cref="Space"/>, and its rows need no examples.</summary>
    public ResourceReference? Dataset { get; init; }

    /// <summary>The space (name or id) in which a dataset's name is looked up, or in which an experiment without a dataset is made.</summary>
    public ResourceReference? Space { get; init; }

    /// <summary>The rows as on the wire, at least one: <c>output</c>, with a dataset also <c>example_id</c>, both text, and any further fields, which are kept.</summary>
    public required IReadOnlyList<JsonObject> Rows { get; init; }

    /// <summary>The maximum size of the request's body, in bytes. Default: 25 MiB. For more, create the experiment with the first rows and append the others (<see cref="ExperimentsClient.AppendRowsAsync"/>).</summary>
    public int MaxBodyBytes { get; init; } = DefaultMaxBodyBytes;
}
