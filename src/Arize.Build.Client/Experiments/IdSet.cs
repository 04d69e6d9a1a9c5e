namespace Arize.Build.Client;

/// <summary>
/// The ids of a long list, to find one that comes twice. Of each, half a hash is kept, which nobody can steer: two of a million ids have the same one in one of thirty million lists, and then a
/// good list is refused, never a bad one taken.
/// </summary>
internal sealed class IdSet
{
    /// <summary>So many small tables instead of one that .NET would treat as a large object, and copy each time that it grows.</summary>
    const int Tables = 256;

    readonly HashSet<ulong>?[] tables = new HashSet<ulong>?[Tables];

    /// <summary>How many different ids there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds an id.</summary>
    /// <returns>False if it was there.</returns>
    public bool Add(string id) => Add(IdHash.SecretOf(id));

    /// <summary>Adds an id that is one among those of another only, as a span's is in its trace.</summary>
    /// <returns>False if it was there.</returns>
    public bool Add(string within, string id) => Add(IdHash.SecretOf(within, id));

    bool Add(ulong hash)
    {
        if (!(tables[hash % Tables] ??= []).Add(hash))
            return false;
        Count++;
        return true;
    }
}
