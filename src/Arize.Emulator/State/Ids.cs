using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Arize.Emulator.State;

/// <summary>
/// Makes ids: base64 of <c>Type:number:suffix</c>. Things of the scenario have the same id at every start; what is made later has a random
/// suffix, so that an id kept from an earlier emulator is not taken for another thing.
/// </summary>
sealed partial class Ids
{
    const string Letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    readonly Dictionary<string, int> numbers = [];

    /// <summary>Whether suffixes are random.</summary>
    public bool Random { get; set; }

    public string Next(string type)
    {
        var number = numbers[type] = numbers.GetValueOrDefault(type) + 1;
        var suffix = Random ? RandomNumberGenerator.GetString(Letters, 6) : Suffix($"{type}:{number}");
        return Convert.ToBase64String(Encoding.UTF8.GetBytes($"{type}:{number}:{suffix}"));
    }

    public static bool IsWellFormed(string id)
    {
        var bytes = new byte[id.Length];
        return Convert.TryFromBase64String(id, bytes, out var count) && Form().IsMatch(Encoding.UTF8.GetString(bytes, 0, count));
    }

    /// <summary>The id of a row or an example, which is a plain UUID.</summary>
    public static string Uuid(params string[] parts) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))).AsSpan(0, 16)).ToString();

    static string Suffix(string text) =>
        string.Concat(SHA256.HashData(Encoding.UTF8.GetBytes(text)).Take(4).Select(value => Letters[value % Letters.Length]));

    [GeneratedRegex("^[A-Za-z]+:[0-9]+(:.+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
