using Arize.Build.Client.Http;
using Arize.Build.Client.Settings;

namespace Arize.Build.Client;

/// <summary>Evaluators.</summary>
public sealed class EvaluatorsClient
{
    readonly Api api;

    internal EvaluatorsClient(Api api) => this.api = api;

    /// <summary>Reads which version of an evaluator is its latest: the one that runs where a task pins none.</summary>
    /// <param name="evaluatorId">The evaluator's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The version's id.</returns>
    /// <exception cref="ArizeException">No such evaluator, or the service cannot be read.</exception>
    public async Task<string> LatestVersionAsync(string evaluatorId, CancellationToken cancellationToken = default)
    {
        var faults = new List<ArizeDiagnostic>();
        Check.Id("EvaluatorId", evaluatorId, faults);
        Check.Throw(faults);
        var answer = await api.GetAsync(new Call(HttpMethod.Get, $"v2/evaluators/{Uri.EscapeDataString(evaluatorId)}"), cancellationToken).ConfigureAwait(false);
        return Wire.Required(Wire.Object(answer, "version") ?? throw Wire.Unexpected($"evaluator {evaluatorId}", "the object 'version' is missing"), "id", "evaluator version");
    }
}
