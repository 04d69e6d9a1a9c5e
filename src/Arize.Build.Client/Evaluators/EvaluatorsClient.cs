using Arize.Build.Client.Http;
using Arize.Build.Client.Resolution;
using Arize.Build.Client.Settings;

namespace Arize.Build.Client;

/// <summary>Evaluators.</summary>
public class EvaluatorsClient
{
    readonly Api api;
    readonly NameResolver names;

    internal EvaluatorsClient(Api api, NameResolver names) => (this.api, this.names) = (api, names);

    /// <summary>For mocks.</summary>
    protected EvaluatorsClient() => (api, names) = (null!, null!);

    /// <summary>Reads which version of an evaluator is its latest: the one that runs if a task pins none.</summary>
    /// <param name="evaluator">The evaluator: id, or a name in <paramref name="space"/>.</param>
    /// <param name="space">The space (name or id) in which a name is looked up.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The version's id.</returns>
    /// <exception cref="ArizeException">No such evaluator, or the service cannot be read.</exception>
    public virtual async Task<string> GetLatestVersionAsync(ResourceReference evaluator, ResourceReference? space = null, CancellationToken cancellationToken = default)
    {
        var faults = new List<ArizeDiagnostic>();
        Check.Given("Evaluator", evaluator, "Give the name or the id of an evaluator.", faults);
        NameResolver.Check("Evaluator", evaluator, space, faults);
        Check.Throw(faults);
        var id = await names.EvaluatorAsync(evaluator, space, cancellationToken).ConfigureAwait(false);
        var answer = await api.GetAsync(new ApiRequest(HttpMethod.Get, $"v2/evaluators/{Uri.EscapeDataString(id)}"), cancellationToken).ConfigureAwait(false);
        return JsonFields.About("evaluator", id, AnswerReader.Read<EvaluatorDocument>(answer, "evaluator"), e => e.Id).Version.Id;
    }
}

/// <summary>An evaluator on the wire.</summary>
internal sealed record EvaluatorDocument(string Id, VersionDocument Version);
