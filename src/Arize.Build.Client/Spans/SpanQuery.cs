using System.Globalization;
using System.Text.Json.Nodes;
using Arize.Build.Client.Http;
using Arize.Build.Client.Resolution;

namespace Arize.Build.Client;

/// <summary>A query of spans or traces: its rules, and its request.</summary>
/// <param name="request">What is wanted.</param>
/// <param name="most">The maximum number of items in a page of the service.</param>
internal sealed class SpanQuery(ListSpansRequest request, int most)
{
    public const int MostSpans = 500;
    public const int MostTraces = 50;

    public ListSpansRequest Request => request;

    /// <summary>The maximum number of items in a page.</summary>
    public int Most => request.Limit ?? most;

    /// <summary>Reports all that is wrong, before any request.</summary>
    public void Check()
    {
        var faults = new List<ArizeDiagnostic>();
        Settings.Check.Given(nameof(request.Project), request.Project, "Give the name or the id of a project.", faults);
        NameResolver.Check(nameof(request.Project), request.Project, request.Space, faults);
        if (request.Limit is { } limit)
            Settings.Check.Limit(nameof(request.Limit), limit, most, faults);
        if (request is { StartTime: { } start, EndTime: { } end } && start >= end)
            faults.Add(Diagnostic.Value(nameof(request.StartTime), Exact(start), $"It must be before EndTime, {Exact(end)}."));
        if (request.TextAttributes.Any(string.IsNullOrWhiteSpace))
            faults.Add(Diagnostic.Missing($"An entry of {nameof(request.TextAttributes)}", "Leave out empty entries."));
        Settings.Check.Throw(faults);
    }

    /// <summary>The request without its page. It is a read by POST, so it is repeatable.</summary>
    public async Task<ApiRequest> CallAsync(string path, NameResolver names, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["project_id"] = await names.ProjectAsync(request.Project, request.Space, cancellationToken).ConfigureAwait(false) };
        if (request.StartTime is { } start)
            body["start_time"] = Exact(start);
        if (request.EndTime is { } end)
            body["end_time"] = Exact(end);
        if (!string.IsNullOrWhiteSpace(request.Filter))
            body["filter"] = request.Filter;
        return new ApiRequest(HttpMethod.Post, path) { Body = ApiRequest.Json(body), Repeatable = true };
    }

    static string Exact(DateTimeOffset time) => time.UtcDateTime.ToString("o", CultureInfo.InvariantCulture);
}
