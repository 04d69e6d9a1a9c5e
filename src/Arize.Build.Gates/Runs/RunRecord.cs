using System.Text.Json;
using System.Text.Json.Nodes;
using Arize.Build.Client;

namespace Arize.Build.Gates.Runs;

/// <summary>
/// The file <c>run.json</c> in a gate's record folder: written before a trigger is sent and after every step, each time whole or not at all. While it is open,
/// a lock file keeps other builds out, so that two of them cannot trigger for one record.
/// </summary>
public sealed class RunRecord : IDisposable
{
    readonly string file;
    readonly FileStream guard;

    RunRecord(string folder, FileStream guard)
    {
        (Folder, this.guard) = (folder, guard);
        file = Path.Combine(folder, "run.json");
        Entry = Peek(folder);
    }

    /// <summary>The record's folder, an absolute path.</summary>
    public string Folder { get; }

    /// <summary>The last entry; null where there is none, or none that can be read.</summary>
    public RunEntry? Entry { get; private set; }

    /// <summary>Opens, and makes where needed, the record in a folder.</summary>
    /// <param name="folder">An absolute path.</param>
    /// <exception cref="ArizeException">The folder cannot be written, or another build holds it: nothing may be sent.</exception>
    public static RunRecord Open(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var guard = new FileStream(Path.Combine(folder, "run.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            return new RunRecord(folder, guard);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(folder, e);
        }
    }

    /// <summary>Reads the last entry without opening the record, which another build may hold.</summary>
    /// <param name="folder">An absolute path.</param>
    /// <returns>The entry; null where there is none, or none that can be read.</returns>
    public static RunEntry? Peek(string folder)
    {
        var file = Path.Combine(folder, "run.json");
        if (!File.Exists(file))
            return null;
        try
        {
            return RunEntry.Read(JsonNode.Parse(File.ReadAllText(file)));
        }
        catch (Exception e) when (e is JsonException or ArgumentException) // ArgumentException: a field that is there twice
        {
            return null; // not ours: it says nothing of a run, and will be replaced
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(folder, e);
        }
    }

    /// <summary>Writes an entry if no other build holds the record; a build that does is about to write its own.</summary>
    internal static void TryClose(string folder, RunEntry entry)
    {
        try
        {
            using var record = Open(folder);
            record.Write(entry);
        }
        catch (ArizeException e) when (e.Code == GateErrorCode.Record)
        {
            // The run is cancelled, whatever its record says.
        }
    }

    /// <summary>Writes an entry: a temporary file, then a rename, so that a reader or a crash sees the old entry or the new one.</summary>
    /// <param name="entry">The entry.</param>
    /// <exception cref="ArizeException">It cannot be written.</exception>
    public void Write(RunEntry entry)
    {
        try
        {
            var next = file + ".new";
            using (var stream = new FileStream(next, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
                    entry.ToJson().WriteTo(writer);
                stream.Flush(flushToDisk: true);
            }
            File.Move(next, file, overwrite: true);
            Entry = entry;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(Folder, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => guard.Dispose();

    static ArizeException Unwritable(string folder, Exception e) => new([new ArizeDiagnostic(GateErrorCode.Record,
        $"The record in {RemoteText.Quote(folder)} cannot be used: {RemoteText.OneLine(e.Message, 300)} Without it a run could be triggered twice, so none is. "
        + "Where another build runs the same gate in the same folder, give each its own record folder (Record).")], e);
}
