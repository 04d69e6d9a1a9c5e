using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Arize.Build.Client;

/// <summary>All that is kept of an output that is not wanted itself: a hash that tells whether two are identical, and the length in characters.</summary>
/// <param name="Hash">The first half of a SHA-256, the same on every machine.</param>
/// <param name="Length">Characters.</param>
internal readonly record struct OutputDigest(UInt128 Hash, int Length)
{
    /// <summary>The digest of a text.</summary>
    public static OutputDigest Of(string text) => new(HashOf(text), text.Length);

    /// <summary>The digest of the string that a reader stands on, without making one of it where that can be helped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static OutputDigest? Of(ref Utf8JsonReader json) =>
        json.TokenType != JsonTokenType.String ? null
        : json.ValueIsEscaped || json.HasValueSequence ? Of(json.GetString()!)
        : new(HashOf(json.ValueSpan), Encoding.UTF8.GetCharCount(json.ValueSpan));

    /// <summary>The hash of a text.</summary>
    public static UInt128 HashOf(string text)
    {
        Span<byte> bytes = stackalloc byte[512];
        return HashOf(Encoding.UTF8.TryGetBytes(text, bytes, out var length) ? bytes[..length] : Encoding.UTF8.GetBytes(text));
    }

    static UInt128 HashOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
