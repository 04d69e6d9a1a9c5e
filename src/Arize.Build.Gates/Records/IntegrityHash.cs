using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Arize.Build.Gates.Records;

/// <summary>
/// A hash of a verdict in the verdict itself, in its <c>meta</c>. It shows that a file was altered by a slip, a merge or a half-hearted hand; whoever wants to forge a verdict can calculate it, too. It is
/// integrity, not authenticity.
/// </summary>
internal static class IntegrityHash
{
    const string Meta = "meta";
    const string Key = "sha256";

    /// <summary>Adds the hash of everything else.</summary>
    public static JsonObject Put(JsonObject verdict)
    {
        verdict[Meta]![Key] = HashOf(verdict);
        return verdict;
    }

    /// <summary>Whether a verdict is as it was sealed.</summary>
    public static bool Holds(JsonObject verdict)
    {
        if (verdict[Meta] is not JsonObject meta || meta[Key] is not JsonValue seal || seal.GetValueKind() != JsonValueKind.String)
            return false;
        var rest = (JsonObject)verdict.DeepClone();
        rest[Meta]!.AsObject().Remove(Key);
        return seal.GetValue<string>() == HashOf(rest);
    }

    /// <summary>Of the compact text, so that indentation and line ends do not matter.</summary>
    static string HashOf(JsonObject verdict) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(verdict.ToJsonString()))).ToLowerInvariant();
}
