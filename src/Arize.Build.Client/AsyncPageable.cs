using System.Runtime.CompilerServices;

namespace Arize.Build.Client;

/// <summary>
/// A list of the service, read page by page while it is enumerated; one page is held at a time. Nothing is requested before the enumeration begins, and each
/// enumeration reads the list again.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <example><code>
/// await foreach (var task in arize.Tasks.ListAsync(new() { Space = "support" }))
///     names.Add(task.Name);
/// </code></example>
public abstract class AsyncPageable<T> : IAsyncEnumerable<T>
{
    /// <summary>For implementations and mocks.</summary>
    protected AsyncPageable()
    {
    }

    /// <summary>Reads the list page by page.</summary>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of an earlier page of the same list; null begins with the first page.</param>
    public abstract IAsyncEnumerable<Page<T>> AsPages(string? cursor = null);

    /// <summary>Reads one page.</summary>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of an earlier page of the same list; null reads the first page.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="ArizeException">A setting is wrong, a name is not found, or the service cannot be read.</exception>
    public virtual async Task<Page<T>> ReadPageAsync(string? cursor = null, CancellationToken cancellationToken = default)
    {
        await foreach (var page in AsPages(cursor).WithCancellation(cancellationToken).ConfigureAwait(false))
            return page;
        return new Page<T>();
    }

    /// <summary>Reads the items of all pages.</summary>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    public virtual IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) => ItemsAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);

    async IAsyncEnumerable<T> ItemsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in AsPages().WithCancellation(cancellationToken).ConfigureAwait(false))
            foreach (var item in page.Items)
                yield return item;
    }
}

/// <summary>Makes lists for tests that replace a client.</summary>
public static class AsyncPageable
{
    /// <summary>Makes a list of pages that are known already.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="pages">The pages, in order.</param>
    public static AsyncPageable<T> FromPages<T>(IEnumerable<Page<T>> pages) => new KnownPages<T>([.. pages]);

    sealed class KnownPages<T>(IReadOnlyList<Page<T>> pages) : AsyncPageable<T>
    {
        public override async IAsyncEnumerable<Page<T>> AsPages(string? cursor = null)
        {
            await Task.CompletedTask.ConfigureAwait(false);
            var first = cursor is null ? 0 : pages.Select(p => p.NextCursor).ToList().IndexOf(cursor) + 1;
            foreach (var page in pages.Skip(first))
                yield return page;
        }
    }
}

/// <summary>A list as a client reads it.</summary>
/// <param name="read">Reads the pages, beginning at a cursor.</param>
/// <param name="given">The token that the list was asked for with; it holds besides that of an enumeration.</param>
internal sealed class ServicePages<T>(Func<string?, CancellationToken, IAsyncEnumerable<Page<T>>> read, CancellationToken given) : AsyncPageable<T>
{
    public override IAsyncEnumerable<Page<T>> AsPages(string? cursor = null) => read(cursor, given);
}
