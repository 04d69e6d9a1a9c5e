using System.Text.Json;
using Arize.Build.Client;
using Arize.Build.Client.Http;

namespace Arize.Build.Gates.Runs;

/// <summary>
/// The file <c>run.json</c> in a gate's record folder: written before anything is sent and after every step, each time whole or not at all.
/// While it is open, a lock file keeps other builds out, so that two of them cannot send for one record.
/// </summary>
internal sealed class RunRecord : IDisposable
{
    const string FileName = "run.json";

    readonly FileStream guard;
    readonly object turn = new();
    RunDocument? document;

    RunRecord(string folder, FileStream guard)
    {
        (Folder, this.guard) = (folder, guard);
        document = Peek(folder);
    }

    /// <summary>The record's folder, an absolute path.</summary>
    public string Folder { get; }

    /// <summary>The file, an absolute path.</summary>
    public string Path => PathOf(Folder);

    /// <summary>Opens, and makes if needed, the record in a folder.</summary>
    /// <param name="folder">An absolute path.</param>
    /// <exception cref="ArizeException">The folder cannot be written, another build holds it, or its record cannot be read: nothing may be sent.</exception>
    public static RunRecord Open(string folder)
    {
        FileStream guard;
        try
        {
            Directory.CreateDirectory(folder);
            guard = new FileStream(System.IO.Path.Combine(folder, "run.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(folder, e);
        }
        try
        {
            return new RunRecord(folder, guard);
        }
        catch
        {
            guard.Dispose();
            throw;
        }
    }

    /// <summary>Reads the record without opening it: another build may hold it.</summary>
    /// <param name="folder">An absolute path.</param>
    /// <returns>The record; null if there is none.</returns>
    /// <exception cref="ArizeException">There is one, and it cannot be read: something may have been sent.</exception>
    public static RunDocument? Peek(string folder)
    {
        try
        {
            return File.Exists(PathOf(folder)) ? Read(File.ReadAllBytes(PathOf(folder))) : null;
        }
        catch (JsonException e)
        {
            throw new ArizeException([new ArizeDiagnostic(GateErrorCode.Record,
                $"{RemoteText.Quote(PathOf(folder))} exists and cannot be read ({FileReason.Of(e)}), so a run may have been started that is not "
                + "known. Nothing was sent and nothing was cancelled. Check the task's runs in Arize (cancel one with ArizeCancelRun), then delete the file.")], e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(folder, e);
        }
    }

    /// <summary>Makes the record that of an owner: one that a step of it left open is continued, any other is replaced.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="now">The service's time.</param>
    /// <returns>The requests of a record that is replaced.</returns>
    public IReadOnlyList<SendEntry> Begin(RecordOwner owner, DateTimeOffset now)
    {
        lock (turn)
        {
            var earlier = document;
            if (earlier is not null && IsContinued(earlier, owner, now))
                return [];
            document = new RunDocument { Schema = RunDocument.CurrentSchema, Owner = owner, Sends = [] };
            return earlier?.Sends ?? [];
        }
    }

    /// <summary>True if a step of an owner goes on with a record: something in it was not dealt with, and it is of the same build or commit.</summary>
    public static bool IsContinued(RunDocument earlier, RecordOwner owner, DateTimeOffset now)
    {
        var isOpen = earlier.Windows is { IsDone: false } || earlier.Sends.Any(s => s.State != SendState.Done);
        return isOpen && earlier.Owner.IsContinuedBy(owner, now - earlier.Sends.Select(s => s.Prepared).Append(earlier.Windows?.Fixed ?? default).Max());
    }

    /// <summary>Whose record it is; null before <see cref="Begin"/>.</summary>
    public RecordOwner? Owner => document?.Owner;

    /// <summary>The requests of the record.</summary>
    public IReadOnlyList<SendEntry> Sends => document?.Sends ?? [];

    /// <summary>The times that the gate was judged and was inconclusive.</summary>
    public IReadOnlyList<GateLook> Looks => document?.Looks ?? [];

    /// <summary>The request of a kind; null if there is none.</summary>
    public SendEntry? Find(SendKind kind, string? taskId = null, int repeat = 1) =>
        Sends.FirstOrDefault(s => s.Kind == kind && s.Repeat == repeat && (taskId is null || s.TaskId == taskId));

    /// <summary>The request of an order; null if there is none.</summary>
    public SendEntry? Find(TriggerOrder order, string taskId) => Sends.FirstOrDefault(s => s.Kind == order.Kind && s.Repeat == order.Repeat && s.TaskId == taskId && s.Window == order.Window);

    /// <summary>The time windows of a gate on traffic; null if none were fixed.</summary>
    public FixedWindows? Windows => document?.Windows;

    /// <summary>Writes the time windows of a gate on traffic, before anything is sent for them.</summary>
    /// <param name="windows">The windows as they are now.</param>
    /// <exception cref="ArizeException">They cannot be written.</exception>
    public void Write(FixedWindows windows)
    {
        lock (turn)
            Save(document! with { Windows = windows });
    }

    /// <summary>Writes that the gate was judged.</summary>
    /// <param name="look">How it was judged.</param>
    /// <exception cref="ArizeException">It cannot be written.</exception>
    public void WriteLook(GateLook look)
    {
        lock (turn)
            Save(document! with { Looks = [.. Looks, look] });
    }

    /// <summary>Writes a request: a temporary file, then a rename, so that a reader or a crash sees the old record or the new one.</summary>
    /// <param name="entry">The request as it is now; it replaces an earlier state of itself.</param>
    /// <exception cref="ArizeException">It cannot be written.</exception>
    public void Write(SendEntry entry)
    {
        lock (turn)
        {
            var sends = document!.Sends.ToList();
            var index = sends.FindIndex(s => s.IsAbout(entry));
            if (index < 0)
                sends.Add(entry);
            else
                sends[index] = entry;
            Save(document with { Sends = sends });
        }
    }

    /// <summary>Writes the end of a request if no other build holds the record; a build that does is about to write its own.</summary>
    public static void TryClose(string folder, SendEntry entry)
    {
        try
        {
            using var record = Open(folder);
            record.Write(entry);
        }
        catch (ArizeException e) when (e.Code == GateErrorCode.Record)
        {
            // The run is cancelled, whatever its record holds.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => guard.Dispose();

    void Save(RunDocument next)
    {
        try
        {
            // A folder that vanished during the wait is made again, from memory.
            Directory.CreateDirectory(Folder);
            var file = Path + ".new";
            using (var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                JsonSerializer.Serialize(stream, next, RunJson.Default.RunDocument);
                stream.Flush(flushToDisk: true);
            }
            File.Move(file, Path, overwrite: true);
            document = next;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(Folder, e, next.Sends.LastOrDefault(s => s.RunId is not null && s.IsOpen)?.RunId);
        }
    }

    static RunDocument Read(byte[] json)
    {
        UniqueMembers.Demand(json);
        var read = JsonSerializer.Deserialize(json, RunJson.Default.RunDocument) ?? throw new JsonException("It holds null.");
        return read.Schema == RunDocument.CurrentSchema ? read : throw new JsonException($"It is of schema {read.Schema}, and this version reads {RunDocument.CurrentSchema}.");
    }

    static string PathOf(string folder) => System.IO.Path.Combine(folder, FileName);

    static ArizeException Unwritable(string folder, Exception e, string? runId = null) => new([new ArizeDiagnostic(GateErrorCode.Record,
        $"The record in {RemoteText.Quote(folder)} cannot be used: {FileReason.Of(e)} "
        + (runId is null ? "Without it a run could be triggered twice, so none is." : $"Run {runId} was started.")
        + " If another build runs the same gate in the same folder, give each its own record folder (Record).")], e);
}
