using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Arize.Build.Client;

/// <summary>A few values by name: looking through them costs less than a hash table for each row.</summary>
internal sealed class NamedValues<T> : IReadOnlyDictionary<string, T>
{
    /// <summary>More would be searched for too long, and there may be thousands.</summary>
    const int Most = 12;

    readonly KeyValuePair<string, T>[] all;

    NamedValues(KeyValuePair<string, T>[] all) => this.all = all;

    /// <summary>A copy.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static IReadOnlyDictionary<string, T> Of(Dictionary<string, T> values)
    {
        if (values.Count == 0)
            return None;
        if (values.Count > Most)
            return new Dictionary<string, T>(values, StringComparer.Ordinal);
        var (copy, count) = (new KeyValuePair<string, T>[values.Count], 0);
        foreach (var value in values)
            copy[count++] = value;
        return new NamedValues<T>(copy);
    }

    static NamedValues<T> None { get; } = new([]);

    public int Count => all.Length;

    public IEnumerable<string> Keys => all.Select(v => v.Key);

    public IEnumerable<T> Values => all.Select(v => v.Value);

    public T this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no value named '{key}'.");

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
    {
        foreach (var (name, known) in all)
            if (name == key)
            {
                value = known;
                return true;
            }
        value = default;
        return false;
    }

    public IEnumerator<KeyValuePair<string, T>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, T>>)all).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => all.GetEnumerator();

    /// <summary>The values of a row in a piece, so that looking through them needs no enumerator.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ReadOnlySpan<KeyValuePair<string, T>> Span(IReadOnlyDictionary<string, T> values) => values is NamedValues<T> few ? few.all : values.ToArray();
}
