using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Arize.Build.Client;

/// <summary>
/// What an id is known by while rows are read. The upper half is the same in every process: it gives an order that depends on nothing but the ids. The lower half has a random key, so that
/// nobody can choose two ids that are taken for one; so a hash means nothing outside this process and is never written anywhere.
/// </summary>
internal static class IdHash
{
    static readonly (ulong, ulong) OrderKey = (0, 0);
    static readonly (ulong, ulong) Secret = (NewKey(), NewKey());

    /// <summary>The hash of an id.</summary>
    public static UInt128 Of(string id) => new(OrderOf(id), SecretOf(id));

    /// <summary>Only the half that is the same in every process.</summary>
    public static ulong OrderOf(string id) => SipHash(MemoryMarshal.AsBytes(id.AsSpan()), OrderKey);

    /// <summary>Only the half with the random key.</summary>
    public static ulong SecretOf(string id) => SipHash(MemoryMarshal.AsBytes(id.AsSpan()), Secret);

    /// <summary>The same of an id that is one among those of another only.</summary>
    public static ulong SecretOf(string within, string id) => SipHash(MemoryMarshal.AsBytes(id.AsSpan()), (Secret.Item1, SecretOf(within)));

    /// <summary>The half that is the same in every process.</summary>
    public static ulong Order(UInt128 hash) => (ulong)(hash >> 64);

    static ulong NewKey() => BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    /// <summary>SipHash-1-3 (Aumasson and Bernstein).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static ulong SipHash(ReadOnlySpan<byte> bytes, (ulong First, ulong Second) key)
    {
        var (v0, v1, v2, v3) = (key.First ^ 0x736F6D6570736575, key.Second ^ 0x646F72616E646F6D, key.First ^ 0x6C7967656E657261, key.Second ^ 0x7465646279746573);
        var length = (ulong)bytes.Length << 56;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            Add(BinaryPrimitives.ReadUInt64LittleEndian(bytes), ref v0, ref v1, ref v2, ref v3);
        for (var i = 0; i < bytes.Length; i++)
            length |= (ulong)bytes[i] << 8 * i;
        Add(length, ref v0, ref v1, ref v2, ref v3);
        v2 ^= 0xFF;
        for (var i = 0; i < 3; i++)
            Round(ref v0, ref v1, ref v2, ref v3);
        return v0 ^ v1 ^ v2 ^ v3;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Add(ulong word, ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v3 ^= word;
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= word;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v2 += v3;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 = BitOperations.RotateLeft(v2, 32);
    }
}
