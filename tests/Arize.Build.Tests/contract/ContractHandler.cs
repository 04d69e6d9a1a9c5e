using System.Collections.Concurrent;

namespace Arize.Build.Tests.Contract;

/// <summary>
/// Stands between a client and a server and has every answer judged by the contract, on request also every request. What it finds is in
/// <see cref="Violations"/>; a test looks there at its end.
/// </summary>
/// <param name="inner">Sends the requests.</param>
/// <param name="judgesRequests">Whether requests are judged, too. Leave it out where bad ones are sent on purpose.</param>
public sealed class ContractHandler(HttpMessageHandler inner, bool judgesRequests = false) : DelegatingHandler(inner)
{
    readonly ConcurrentQueue<string> violations = new();

    /// <summary>Everything that was wrong, in order.</summary>
    public IReadOnlyCollection<string> Violations => violations;

    /// <summary>Number of answers judged.</summary>
    public int Judged { get; private set; }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (method, path) = (request.Method.Method, request.RequestUri!.PathAndQuery);
        if (judgesRequests)
        {
            var sent = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
            Note(ApiContract.Instance.JudgeRequest(method, path, sent));
        }

        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        if (ApiContract.Instance.OperationOf(method, path) is not null)
        {
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            Note(ApiContract.Instance.JudgeAnswer(method, path, (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, body));
            Judged++;
        }

        return response;
    }

    void Note(IEnumerable<string> found)
    {
        foreach (var violation in found)
            violations.Enqueue(violation);
    }
}
