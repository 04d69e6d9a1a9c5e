using System.Collections;
using System.Runtime.CompilerServices;

namespace Arize.Build.Gates.Verdicts;

/// <summary>
/// A list that is only ever added to, in parts that stay where they are: a list of .NET is copied each time that it grows, and the copies of a long one stay in memory until all of it is cleaned up.
/// </summary>
internal sealed class Parted<T> : IReadOnlyList<T>
{
    /// <summary>4,096 items: the largest of ours, a hash, then takes 64 KiB, which .NET does not treat as a large object.</summary>
    const int Bits = 12;

    const int Mask = (1 << Bits) - 1;

    readonly List<T[]> parts = [];

    public int Count { get; private set; }

    public T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => parts[index >> Bits][index & Mask];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T item)
    {
        if ((Count & Mask) == 0)
            parts.Add(new T[1 << Bits]);
        parts[Count >> Bits][Count & Mask] = item;
        Count++;
    }

    /// <summary>All items in one array.</summary>
    public T[] ToArray()
    {
        var all = new T[Count];
        for (var i = 0; i < parts.Count; i++)
            Array.Copy(parts[i], 0, all, i << Bits, Math.Min(Count - (i << Bits), 1 << Bits));
        return all;
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
