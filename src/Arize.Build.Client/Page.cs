namespace Arize.Build.Client;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">What the list holds.</typeparam>
/// <param name="Items">The items, in the service's order.</param>
/// <param name="NextCursor">The cursor of the next page; null on the last one. It is good for the same request only.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);
