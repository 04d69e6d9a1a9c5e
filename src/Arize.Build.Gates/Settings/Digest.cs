using System.Security.Cryptography;
using System.Text;

namespace Arize.Build.Gates.Settings;

/// <summary>SHA-256 in lower-case hexadecimal digits.</summary>
internal static class Digest
{
    /// <summary>The digest of bytes.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => Hex(SHA256.HashData(bytes));

    /// <summary>The digest of what a stream holds.</summary>
    public static string Of(Stream stream) => Hex(SHA256.HashData(stream));

    /// <summary>The digest of texts. Each is preceded by its length, so that no two lists make the same bytes.</summary>
    public static string Of(IEnumerable<string?> parts) =>
        Of(Encoding.UTF8.GetBytes(string.Concat(parts.Select(p => p is null ? "-;" : $"{p.Length}:{p};"))));

    static string Hex(byte[] hash) => Convert.ToHexString(hash).ToLowerInvariant();
}
