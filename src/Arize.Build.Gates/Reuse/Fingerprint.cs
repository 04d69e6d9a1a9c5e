using System.Text.Json.Nodes;
using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Settings;
using Arize.Build.Gates.Uploads;

namespace Arize.Build.Gates.Reuse;

/// <summary>
/// What an experiment is made of, in 12 hexadecimal digits of SHA-256: the run configuration or the results, the version of the dataset, the versions of the evaluators. It stands at the end
/// of the experiment's name, where a later build looks for it. What it cannot see is what changes behind an integration's back.
/// </summary>
internal sealed class Fingerprint(ArizeClient arize, GateDefinition gate)
{
    const int Digits = 12;

    /// <summary>Of a run.</summary>
    /// <param name="task">The task; without a run configuration there is no fingerprint.</param>
    /// <param name="versionId">The version of the dataset that would be run.</param>
    /// <param name="evaluations">The evaluation tasks.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<string?> OfRunAsync(ArizeTask task, string? versionId, IReadOnlyList<ArizeTask> evaluations, CancellationToken cancellationToken)
    {
        if (task.RunConfiguration is not { } configuration || versionId is null)
            return null;
        var run = gate.Run!;
        string?[] parts =
        [
            "run", task.Id, task.DatasetId, versionId, CanonicalJson.Of(JsonNode.Parse(configuration.ToString())),
            run.MaxExamples?.ToString(System.Globalization.CultureInfo.InvariantCulture), run.Filter,
            .. (run.ExampleIds ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            .. await EvaluatorsAsync(evaluations, cancellationToken).ConfigureAwait(false),
        ];
        return Of(parts);
    }

    /// <summary>Of results that are logged.</summary>
    /// <param name="results">The results.</param>
    /// <param name="evaluations">The evaluation tasks.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<string?> OfResultsAsync(ResultsInDataset results, IReadOnlyList<ArizeTask> evaluations, CancellationToken cancellationToken) =>
        Of(["log", results.Dataset.Id, results.VersionId, results.File.Digest(), .. await EvaluatorsAsync(evaluations, cancellationToken).ConfigureAwait(false)]);

    async Task<List<string?>> EvaluatorsAsync(IReadOnlyList<ArizeTask> evaluations, CancellationToken cancellationToken)
    {
        var parts = new List<string?>();
        foreach (var task in evaluations.OrderBy(t => t.Id, StringComparer.Ordinal))
        {
            parts.AddRange(["evaluation", task.Id, task.QueryFilter]);
            foreach (var evaluator in task.Evaluators)
            {
                var version = evaluator.VersionId ?? await arize.Evaluators.GetLatestVersionAsync(evaluator.Evaluator, cancellationToken: cancellationToken).ConfigureAwait(false);
                parts.AddRange([evaluator.Evaluator.ToString(), version, evaluator.QueryFilter, string.Join(';', evaluator.ColumnMappings.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{m.Key}={m.Value}"))]);
            }
        }
        return parts;
    }

    static string Of(IEnumerable<string?> parts) => Digest.Of(parts)[..Digits];
}
