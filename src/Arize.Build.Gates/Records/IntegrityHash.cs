using System.Text.Json;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Gates.Records;

/// <summary>The hash over a verdict that shows whether it was altered. It proves integrity, not authenticity: anyone who can write the record can forge it.</summary>
internal static class IntegrityHash
{
    /// <summary>The verdict with its hash.</summary>
    public static VerdictDocument Put(VerdictDocument verdict) => verdict with { Meta = verdict.Meta with { Sha256 = Of(verdict) } };

    /// <summary>True if the hash of a verdict is that of what it holds.</summary>
    public static bool Holds(VerdictDocument verdict) => verdict.Meta.Sha256 == Of(verdict);

    static string Of(VerdictDocument verdict) =>
        Digest.Of(JsonSerializer.SerializeToUtf8Bytes(verdict with { Meta = verdict.Meta with { Sha256 = null } }, VerdictJson.Default.VerdictDocument));
}
