using Arize.Build.Client.Http;
using Arize.Build.Client.Resolution;
using Arize.Build.Client.Settings;

namespace Arize.Build.Client;

public partial class ExperimentsClient
{
    /// <summary>A slow line needs its time for a large body: one more second for each of so many bytes.</summary>
    const int BytesASecond = 256 * 1024;

    /// <summary>
    /// Creates an experiment with its first rows; <see cref="AppendRowsAsync"/> adds more. The request is sent once: after a lost answer the exception reports that the experiment may exist, and
    /// nothing is sent again.
    /// </summary>
    /// <param name="request">The experiment.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArizeException">A setting is wrong, the body is too large, a name is not found, or the service refuses the request.</exception>
    public virtual async Task<Experiment> CreateAsync(CreateExperimentRequest request, CancellationToken cancellationToken = default) =>
        await SendCreateAsync(await PlanCreateAsync(request, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Does everything except sending the experiment, for a caller that records the upload before it is sent.</summary>
    /// <param name="request">The experiment.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArizeException">A setting is wrong, the body is too large, or a name is not found.</exception>
    public virtual async Task<ExperimentPlan> PlanCreateAsync(CreateExperimentRequest request, CancellationToken cancellationToken = default)
    {
        var faults = CheckCreate(request);
        Check.Throw(faults);
        var dataset = IsStandalone(request) ? null : await names.DatasetAsync(request.Dataset!, request.Space, cancellationToken).ConfigureAwait(false);
        var (owner, id) = dataset is null ? ("space_id", await names.SpaceAsync(request.Space!, cancellationToken).ConfigureAwait(false)) : ("dataset_id", dataset);
        var body = ApiRequest.Json(json =>
        {
            json.WriteStartObject();
            json.WriteString("name", request.Name);
            json.WriteString(owner, id);
            WriteRows(json, request.Rows);
            json.WriteEndObject();
        });
        if (body.Length > request.MaxBodyBytes)
            throw new ArizeException(Diagnostic.TooLarge($"Experiment {RemoteText.Quote(request.Name)} with its {request.Rows.Count} rows", body.Length, request.MaxBodyBytes));
        return new ExperimentPlan { DatasetId = dataset, Name = request.Name, Body = body };
    }

    /// <summary>Sends the experiment once.</summary>
    /// <param name="plan">The experiment.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArizeException">The service refuses, or whether it has stored the experiment is not known.</exception>
    public virtual async Task<Experiment> SendCreateAsync(ExperimentPlan plan, CancellationToken cancellationToken = default)
    {
        var call = new ApiRequest(HttpMethod.Post, Path) { Body = plan.Body };
        var answer = await api.WriteAsync(call, cancellationToken, TimeSpan.FromSeconds(plan.Body.Length / BytesASecond)).ConfigureAwait(false);
        return OnDataset(plan.DatasetId, JsonFields.About("experiment", plan.Name, Experiment.Read(answer), e => e.Name));
    }

    static List<ArizeDiagnostic> CheckCreate(CreateExperimentRequest request)
    {
        var faults = new List<ArizeDiagnostic>();
        Check.Given("Name", request.Name, "Give the experiment a name that is new on its dataset.", faults);
        Check.ExperimentName(request.Name, faults);
        if (IsStandalone(request))
            Check.Given("Dataset or Space", request.Space, "Name the dataset whose examples the rows are of, or the space for an experiment without a dataset.", faults);
        NameResolver.Check("Dataset", request.Dataset, request.Space, faults);
        if (request.Rows.Count == 0)
            faults.Add(Diagnostic.Missing("Rows", "An experiment needs at least one row."));
        CheckMaxBodyBytes(request.MaxBodyBytes, faults);
        CheckRows(request.Rows, IsStandalone(request) ? ["output"] : ["example_id", "output"], faults);
        return faults;
    }

    static bool IsStandalone(CreateExperimentRequest request) => request.Dataset is null or { IsBlank: true };
}
