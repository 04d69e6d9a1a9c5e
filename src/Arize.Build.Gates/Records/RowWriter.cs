using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Arize.Build.Client;

namespace Arize.Build.Gates.Records;

/// <summary>Writes rows into a record, a line each, many of them in one piece.</summary>
internal sealed class RowWriter : IDisposable
{
    const int Piece = 64 * 1024;

    readonly FileStream file;
    readonly ArrayBufferWriter<byte> lines = new(Piece);
    readonly Utf8JsonWriter json;

    /// <param name="file">The file, which stays open.</param>
    public RowWriter(FileStream file) => (this.file, json) = (file, new Utf8JsonWriter(lines, new JsonWriterOptions { SkipValidation = true }));

    /// <param name="row">The row.</param>
    /// <param name="cluster">What clusters it; null if nothing does.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(ExperimentRow row, string? cluster = null)
    {
        RowLine.Write(json, row, cluster);
        json.Flush();
        json.Reset();
        lines.Write("\n"u8);
        if (lines.WrittenCount >= Piece)
            Drain();
    }

    /// <summary>What is left is written.</summary>
    public void Dispose()
    {
        Drain();
        json.Dispose();
    }

    void Drain()
    {
        file.Write(lines.WrittenSpan);
        lines.ResetWrittenCount();
    }
}
