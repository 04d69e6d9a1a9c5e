using System.Text;
using System.Text.Json;

namespace Arize.Build.Client.Http;

/// <summary>The members of an object that are read; all others are skipped. No name is made twice.</summary>
/// <param name="names">At most 32, in the order in which they mostly come.</param>
internal sealed class KnownMembers(params string[] names)
{
    readonly byte[][] utf8 = [.. names.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Which of the names the reader stands on; null if none.</summary>
    /// <param name="json">At the name of a member.</param>
    /// <param name="seen">Which names the object has had; 0 at its beginning.</param>
    /// <exception cref="JsonException">The object has had it already.</exception>
    public string? Read(ref Utf8JsonReader json, ref uint seen)
    {
        for (var i = 0; i < utf8.Length; i++)
            if (json.ValueTextEquals(utf8[i]))
            {
                if ((seen & 1u << i) != 0)
                    throw UniqueMembers.Twice(names[i]);
                seen |= 1u << i;
                return names[i];
            }
        return null;
    }
}
