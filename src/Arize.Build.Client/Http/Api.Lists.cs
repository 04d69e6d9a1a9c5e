using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Arize.Build.Client.Http;

internal sealed partial class Api
{
    /// <summary>Reads all items of a list, page by page; one page is held at a time.</summary>
    public async IAsyncEnumerable<JsonElement> ListAsync(ApiRequest call, string items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in ListPagesAsync(call, items, PageSize, null, item => item, cancellationToken).ConfigureAwait(false))
            foreach (var item in page.Items)
                yield return item;
    }

    /// <summary>Reads a list page by page.</summary>
    public async IAsyncEnumerable<Page<T>> ListPagesAsync<T>(
        ApiRequest call, string items, int limit, string? cursor, Func<JsonElement, T> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var cursors = new Cursors(call);
        while (true)
        {
            (var answer, limit) = await FittingAsync(call, limit, items => GetPageAsync(call, items, cursor, cancellationToken)).ConfigureAwait(false);
            var page = new Page<JsonElement> { Items = [.. JsonFields.Items(answer, items, call)], NextCursor = JsonFields.NextCursor(answer, call) };
            cursors.Follow(page, item => item.TryGetProperty("id", out var id) ? id.ToString() : item.GetRawText());
            yield return new Page<T> { Items = [.. page.Items.Select(read)], NextCursor = page.NextCursor };
            if ((cursor = page.NextCursor) is null)
                yield break;
        }
    }

    /// <summary>
    /// Reads the pages of a list that may be very long: while a page is used, the next one is fetched and read, and pages grow where they are small. Two pages
    /// are held at a time.
    /// </summary>
    public async IAsyncEnumerable<Page<T>> ListPagesAheadAsync<T>(LongList<T> list, string? cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (call, most) = (list.Call, list.Most);
        var cursors = new Cursors(call);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var limit = Math.Min(PageSize, most);
        var next = PageAsync(cursor);
        try
        {
            while (true)
            {
                var (page, bytes) = await next.ConfigureAwait(false);
                cursors.Follow(page, list.Id);
                if (limit < most && (long)bytes * most / limit < Transport.MaxAnswerBytes / 8)
                    limit = most;
                else if (bytes > Transport.MaxAnswerBytes / 2)
                    limit = Math.Min(limit, PageSize);
                if (page.NextCursor is not null)
                    next = PageAsync(page.NextCursor);
                yield return page;
                if (page.NextCursor is null)
                    yield break;
            }
        }
        finally
        {
            // A caller that has read enough does not wait for a page that is on its way.
            await stop.CancelAsync().ConfigureAwait(false);
            await next.ContinueWith(_ => _.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).ConfigureAwait(false);
        }

        async Task<(Page<T> Page, int Bytes)> PageAsync(string? at)
        {
            var asked = limit;
            (var page, limit) = await FittingAsync(call, limit,
                rows => ReadAsync(PageCall(call, rows, at), Read, LookupDeadline(), null, stop.Token, repeatUnreadable: true)).ConfigureAwait(false);
            most = limit < asked ? limit : most;
            return page;
        }

        (Page<T> Page, int Bytes) Read(ApiResponse answer, ApiRequest asked)
        {
            var page = list.Read(answer.Body, asked);
            answer.Free();
            return (page, answer.Body.Length);
        }
    }

    /// <summary>Reads one page.</summary>
    public Task<JsonElement> GetPageAsync(ApiRequest call, int limit, string? cursor, CancellationToken cancellationToken) => GetAsync(PageCall(call, limit, cursor), cancellationToken);

    /// <summary>Reads a page. One that is too long is read again with fewer items, in the end with one.</summary>
    async Task<(T Page, int Limit)> FittingAsync<T>(ApiRequest call, int limit, Func<int, Task<T>> read)
    {
        while (true)
            try
            {
                return (await read(limit).ConfigureAwait(false), limit);
            }
            catch (ArizeException e) when (e.TooLong && limit > 1)
            {
                limit = limit > PageSize ? PageSize : limit / 2;
            }
            catch (ArizeException e) when (e.TooLong)
            {
                throw new ArizeException(e.Diagnostics[0] with { Message = $"{call}: one item of this list is longer than 16 MiB, which is the maximum. Shorten it." }, e);
            }
    }

    static ApiRequest PageCall(ApiRequest call, int limit, string? cursor) => call with { Query = [.. call.Query, ("limit", limit.ToString(CultureInfo.InvariantCulture)), ("cursor", cursor)] };
}
