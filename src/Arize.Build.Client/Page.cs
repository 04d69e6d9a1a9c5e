namespace Arize.Build.Client;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed class Page<T>
{
    /// <summary>The items, in the service's order.</summary>
    public IReadOnlyList<T> Items { get; init; } = [];

    /// <summary>The cursor of the next page; null on the last page. It is valid for the same request only.</summary>
    public string? NextCursor { get; init; }
}
