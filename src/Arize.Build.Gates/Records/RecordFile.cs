using System.Security.Cryptography;
using Arize.Build.Client;

namespace Arize.Build.Gates.Records;

/// <summary>The files of a record. Each is written whole or not at all: a temporary file, then a rename.</summary>
internal static class RecordFile
{
    public const string Verdict = "verdict.json";
    public const string Scores = "scores.jsonl";

    /// <summary>Removes an earlier verdict, first of all: nothing of another run may be taken for this one's.</summary>
    public static void RemoveVerdict(string folder) => Do(folder, () =>
    {
        File.Delete(Path.Combine(folder, Verdict));
        File.Delete(Path.Combine(folder, Scores));
        return 0;
    });

    public static FileStream Begin(string folder, string name) => Do(folder, () => new FileStream(Path.Combine(folder, name + ".new"), FileMode.Create, FileAccess.Write, FileShare.Read));

    /// <summary>Puts a finished temporary file in its place.</summary>
    public static void Finish(string folder, string name) => Do(folder, () =>
    {
        File.Move(Path.Combine(folder, name + ".new"), Path.Combine(folder, name), overwrite: true);
        return 0;
    });

    public static string Hash(string folder, string name) => Do(folder, () =>
    {
        using var stream = File.OpenRead(Path.Combine(folder, name));
        return Convert.ToHexString(SHA256.HashData(stream)).ToLowerInvariant();
    });

    static T Do<T>(string folder, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArizeException(new ArizeFault(ArizeErrorKind.Record, $"The record in {Fault.Show(folder)} cannot be written: {RemoteText.OneLine(e.Message, 300)}"), e);
        }
    }
}
