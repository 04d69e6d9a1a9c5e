using System.Text.Json;
using System.Text.Json.Nodes;
using Arize.Build.Client.Http;
using Arize.Build.Client.Settings;

namespace Arize.Build.Client;

public partial class ExperimentsClient
{
    /// <summary>
    /// Adds rows to an experiment, after those that it has. The request is sent once and is never repeated: the API has no idempotency key. After a lost answer (<see cref="ArizeException.NeverSent"/>
    /// is false and <see cref="ArizeException.Status"/> is not a refusal) the rows may exist: read the experiment's rows and append only those that are missing.
    /// </summary>
    /// <param name="request">The experiment and the rows.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArizeException">A setting is wrong, the body is too large, the service refuses, or it is not known whether the rows were added.</exception>
    public virtual async Task<AppendedRows> AppendRowsAsync(AppendRowsRequest request, CancellationToken cancellationToken = default)
    {
        Check.Throw(CheckAppend(request));
        var body = ApiRequest.Json(json =>
        {
            json.WriteStartObject();
            WriteRows(json, request.Rows);
            json.WriteEndObject();
        });
        if (body.Length > request.MaxBodyBytes)
            throw new ArizeException(Diagnostic.TooLarge($"{request.Rows.Count} rows for experiment {request.ExperimentId}", body.Length, request.MaxBodyBytes));
        var call = new ApiRequest(HttpMethod.Post, $"{Path}/{Uri.EscapeDataString(request.ExperimentId)}/runs") { Body = body };
        var answer = await api.WriteAsync(call, cancellationToken, TimeSpan.FromSeconds(body.Length / BytesASecond)).ConfigureAwait(false);
        var experiment = JsonFields.About("experiment", request.ExperimentId, Experiment.Read(answer), e => e.Id);
        var ids = AnswerReader.Read<AppendedRowsDocument>(answer, "new rows").RunIds ?? [];
        return ids.Count == request.Rows.Count ? new AppendedRows { Experiment = experiment, RowIds = ids }
            : throw JsonFields.Unexpected(call, $"it names {ids.Count} new rows, and {request.Rows.Count} were sent");
    }

    static void WriteRows(Utf8JsonWriter json, IReadOnlyList<JsonObject> rows)
    {
        json.WriteStartArray("experiment_runs");
        foreach (var row in rows)
            row.WriteTo(json);
        json.WriteEndArray();
    }

    static List<ArizeDiagnostic> CheckAppend(AppendRowsRequest request)
    {
        var faults = new List<ArizeDiagnostic>();
        Check.Given(nameof(request.ExperimentId), request.ExperimentId, "Give the id of an experiment.", faults);
        Check.Id(nameof(request.ExperimentId), request.ExperimentId, faults);
        if (request.Rows.Count == 0)
            faults.Add(Diagnostic.Missing(nameof(request.Rows), "Append at least one row."));
        if (request.Rows.Count > AppendRowsRequest.MaxRows)
            faults.Add(Diagnostic.Number(nameof(request.Rows), $"a list of {request.Rows.Count}", $"Valid: 1 to {AppendRowsRequest.MaxRows} rows in one request."));
        CheckMaxBodyBytes(request.MaxBodyBytes, faults);
        CheckRows(request.Rows, ["output"], faults);
        foreach (var row in request.Rows)
            if (row["example_id"] is { } example && example.GetValueKind() != JsonValueKind.String)
            {
                faults.Add(Diagnostic.Missing("A row's example_id", "The id of an example is text."));
                break;
            }
        return faults;
    }

    static void CheckMaxBodyBytes(int maxBodyBytes, List<ArizeDiagnostic> faults)
    {
        if (maxBodyBytes < 1)
            faults.Add(Diagnostic.Number("MaxBodyBytes", maxBodyBytes.ToString(System.Globalization.CultureInfo.InvariantCulture), "Valid: 1 or more."));
    }

    static void CheckRows(IReadOnlyList<JsonObject> rows, string[] required, List<ArizeDiagnostic> faults)
    {
        foreach (var field in required)
            if (rows.Any(r => r[field] is not JsonValue value || value.GetValueKind() != JsonValueKind.String))
                faults.Add(Diagnostic.Missing($"A row's {field}", "Each row has the id of its example and an output, both as text."));
    }
}

/// <summary>The new rows of an experiment on the wire.</summary>
internal sealed record AppendedRowsDocument(IReadOnlyList<string>? RunIds);
