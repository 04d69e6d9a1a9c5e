using Arize.Build.Client;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Gates.Records;

/// <summary>The files of a record. Each is written whole or not at all: a temporary file, then a rename.</summary>
internal static class RecordFile
{
    public const string Verdict = "verdict.json";
    public const string Scores = "scores.jsonl";
    public const string Baseline = "baseline.jsonl";

    /// <summary>Removes an earlier verdict, first of all: nothing of another run may be taken for this one's.</summary>
    public static void RemoveVerdict(string folder) => Do(folder, () =>
    {
        foreach (var name in new[] { Verdict, Scores, Baseline })
            File.Delete(Path.Combine(folder, name));
        return 0;
    });

    /// <summary>Copies a file of another record.</summary>
    public static void Copy(string from, string name, string folder, string asName) => Do(folder, () =>
    {
        File.Copy(Path.Combine(from, name), Path.Combine(folder, asName), overwrite: true);
        return 0;
    });

    /// <summary>Writes a temporary file; of one that cannot be written to its end, nothing is left.</summary>
    public static async Task<T> BeginAsync<T>(string folder, string name, Func<FileStream, Task<T>> write)
    {
        var file = Path.Combine(folder, name + ".new");
        var isWhole = false;
        try
        {
            T written;
            var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.Read);
            await using (stream.ConfigureAwait(false))
                written = await write(stream).ConfigureAwait(false);
            isWhole = true;
            return written;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(folder, e);
        }
        finally
        {
            if (!isWhole)
                Discard(file);
        }
    }

    /// <summary>Puts a finished temporary file in its place.</summary>
    public static void Finish(string folder, string name) => Do(folder, () =>
    {
        File.Move(Path.Combine(folder, name + ".new"), Path.Combine(folder, name), overwrite: true);
        return 0;
    });

    /// <summary>The hash of a file; null if the record has none of that name.</summary>
    public static string? HashIfThere(string folder, string name) => File.Exists(Path.Combine(folder, name)) ? Hash(folder, name) : null;

    public static string Hash(string folder, string name) => Do(folder, () =>
    {
        using var stream = File.OpenRead(Path.Combine(folder, name));
        return Digest.Of(stream);
    });

    static T Do<T>(string folder, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(folder, e);
        }
    }

    static void Discard(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has a name that nobody reads.
        }
    }

    static ArizeException Unwritable(string folder, Exception e) =>
        new(new ArizeDiagnostic(GateErrorCode.Record, $"The record in {RemoteText.Quote(folder)} cannot be written: {FileReason.Of(e)}"), e);
}
