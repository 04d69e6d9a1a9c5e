namespace Arize.Build.Client.Http;

/// <summary>A list that may be very long.</summary>
/// <param name="Call">Its request.</param>
/// <param name="Most">The maximum number of items of a page.</param>
/// <param name="Read">Reads a page, and keeps nothing of the memory that it is given.</param>
/// <param name="Id">Names an item.</param>
internal sealed record LongList<T>(ApiRequest Call, int Most, Func<Memory<byte>, ApiRequest, Page<T>> Read, Func<T, string> Id);
