using System.Runtime.CompilerServices;
using Arize.Build.Client.Http;
using Arize.Build.Client.Resolution;

namespace Arize.Build.Client;

/// <summary>Traces of projects: the spans of one request to an application, together.</summary>
public class TracesClient
{
    readonly Api api;
    readonly NameResolver names;

    internal TracesClient(Api api, NameResolver names) => (this.api, this.names) = (api, names);

    /// <summary>For mocks.</summary>
    protected TracesClient() => (api, names) = (null!, null!);

    /// <summary>
    /// Lists the traces of a project in a time window, newest first; while a page is used, the next one is read. The service leaves out a trace whose root span is outside the window,
    /// and the spans of a trace that are outside it.
    /// </summary>
    /// <param name="request">The project, the time window, and what of its spans is wanted. It is checked when the list is read.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="ArizeException">
    /// A setting is wrong, there is no such project, the service cannot be read, or the list contradicts itself: it has a trace or a span twice, or a span outside the time window.
    /// </exception>
    public virtual AsyncPageable<Trace> ListAsync(ListTracesRequest request, CancellationToken cancellationToken = default) =>
        new ServicePages<Trace>((cursor, either) => PagesAsync(new SpanQuery(request.ForSpans(), SpanQuery.MostTraces), cursor, either), cancellationToken);

    async IAsyncEnumerable<Page<Trace>> PagesAsync(SpanQuery query, string? cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        query.Check();
        var call = await query.CallAsync("v2/traces", names, cancellationToken).ConfigureAwait(false);
        var check = new SpanCheck(query.Request, call);
        await foreach (var page in api.ListPagesAheadAsync(new LongList<Trace>(call, query.Most, new SpanReader(query.Request).ReadTraces, trace => trace.Id), cursor, cancellationToken).ConfigureAwait(false))
        {
            foreach (var trace in page.Items)
                check.Add(trace);
            yield return page;
        }
    }
}
