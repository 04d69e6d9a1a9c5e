using System.Runtime.CompilerServices;
using Arize.Build.Client.Http;
using Arize.Build.Client.Resolution;

namespace Arize.Build.Client;

/// <summary>Spans of projects: what applications did in production.</summary>
public class SpansClient
{
    readonly Api api;
    readonly NameResolver names;

    internal SpansClient(Api api, NameResolver names) => (this.api, this.names) = (api, names);

    /// <summary>For mocks.</summary>
    protected SpansClient() => (api, names) = (null!, null!);

    /// <summary>
    /// Lists the spans of a project in a time window, newest first; while a page is used, the next one is read. Spans, and even more so their evaluations, may appear an hour or two
    /// after the work that they describe.
    /// </summary>
    /// <param name="request">The project, the time window, and what of its spans is wanted. It is checked when the list is read.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="ArizeException">
    /// A setting is wrong, there is no such project, the service cannot be read, or the list contradicts itself: it has a span twice, or a span outside the time window.
    /// </exception>
    public virtual AsyncPageable<Span> ListAsync(ListSpansRequest request, CancellationToken cancellationToken = default) =>
        new ServicePages<Span>((cursor, either) => PagesAsync(new SpanQuery(request, SpanQuery.MostSpans), cursor, either), cancellationToken);

    async IAsyncEnumerable<Page<Span>> PagesAsync(SpanQuery query, string? cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        query.Check();
        var call = await query.CallAsync("v2/spans", names, cancellationToken).ConfigureAwait(false);
        var check = new SpanCheck(query.Request, call);
        await foreach (var page in api.ListPagesAheadAsync(new LongList<Span>(call, query.Most, new SpanReader(query.Request).ReadSpans, span => span.Id), cursor, cancellationToken).ConfigureAwait(false))
        {
            foreach (var span in page.Items)
                check.Add(span);
            yield return page;
        }
    }
}
