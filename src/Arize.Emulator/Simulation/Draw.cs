using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Arize.Emulator.Simulation;

/// <summary>Chance without a generator: a number that follows from texts alone, the same on every machine and in any order.</summary>
static class Draw
{
    /// <summary>From 0 up to, not including, 1.</summary>
    public static double Share(params string[] seeds)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', seeds)));
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>From 0 up to, not including, <paramref name="count"/>.</summary>
    public static int Index(int count, params string[] seeds) => (int)(Share(seeds) * count);
}
