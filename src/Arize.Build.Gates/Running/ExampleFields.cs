using System.Text.Json;
using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Running;

/// <summary>The fields of a dataset's examples that slices and clusters name. Of each example the hash of its id and these texts are kept, and nothing else.</summary>
internal sealed class ExampleFields
{
    readonly string[] names;
    readonly Dictionary<UInt128, string?[]> texts = [];
    readonly Dictionary<string, string> shared = new(StringComparer.Ordinal);

    ExampleFields(string[] names) => this.names = names;

    /// <summary>The fields that a gate needs.</summary>
    public static string[] NamesOf(GateDefinition gate) =>
        [.. gate.Criteria.Select(c => c.Slices?.By).Append(gate.Data.Clusters).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>Reads the fields of a dataset.</summary>
    /// <param name="arize">The client.</param>
    /// <param name="gate">The gate.</param>
    /// <param name="datasetId">The dataset; null if there is none.</param>
    /// <param name="versionId">Its version; null for the newest.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The fields; null if the gate needs none.</returns>
    public static async Task<ExampleFields?> ReadAsync(ArizeClient arize, GateDefinition gate, string? datasetId, string? versionId, CancellationToken cancellationToken)
    {
        var names = NamesOf(gate);
        if (names.Length == 0 || datasetId is null)
            return null;
        var fields = new ExampleFields(names);
        await foreach (var example in arize.Datasets.ListExamplesAsync(datasetId, versionId, cancellationToken).ConfigureAwait(false))
            fields.texts[RowSummary.Hash(example.Id)] = [.. names.Select(n => fields.Text(example.Json, n))];
        return fields;
    }

    /// <summary>The text of a field of an example; null if it has none.</summary>
    /// <param name="exampleId">The example's id.</param>
    /// <param name="name">The field.</param>
    public string? Find(string exampleId, string name) => texts.TryGetValue(RowSummary.Hash(exampleId), out var found) ? found[Array.IndexOf(names, name)] : null;

    /// <summary>Few different texts for many examples: each is kept once.</summary>
    string? Text(JsonElement example, string name)
    {
        var text = example.TryGetProperty(name, out var value) ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => null,
        } : null;
        return text is null ? null : shared.TryGetValue(text, out var known) ? known : shared[text] = text;
    }
}
