using System.Text;
using System.Text.Json.Nodes;

namespace Arize.Build.Gates.Uploads;

/// <summary>Rows that go in one request.</summary>
/// <param name="Lines">Which lines of the file they are, from 0.</param>
/// <param name="Rows">The rows as they are sent.</param>
internal sealed record RowPart(IReadOnlyList<int> Lines, IReadOnlyList<JsonObject> Rows);

/// <summary>Cuts the rows of a results file into requests. One part is held at a time.</summary>
internal static class RowParts
{
    /// <summary>The default maximum size of a request: 4 MiB.</summary>
    public const int DefaultMaxBytes = 4 * 1024 * 1024;

    /// <summary>The bytes of a request around its rows: <c>{"experiment_runs":[]}</c>.</summary>
    public const int Overhead = 22;

    /// <summary>The parts of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="isStored">True for a line, from 0, that is stored already.</param>
    /// <param name="maxBytes">The maximum size of the request that takes the rows, without what is around them.</param>
    public static IEnumerable<RowPart> Of(ResultsFile file, Func<int, bool> isStored, int maxBytes)
    {
        var (lines, rows, bytes, at) = (new List<int>(), new List<JsonObject>(), 0L, -1);
        foreach (var line in file.Lines())
        {
            if (isStored(++at))
                continue;
            var row = line.ToRow();
            var length = Encoding.UTF8.GetByteCount(row.ToJsonString()) + 1;
            if (rows.Count == Client.AppendRowsRequest.MaxRows || rows.Count > 0 && bytes + length > maxBytes)
            {
                yield return new RowPart(lines, rows);
                (lines, rows, bytes) = ([], [], 0);
            }
            lines.Add(at);
            rows.Add(row);
            bytes += length;
        }
        if (rows.Count > 0)
            yield return new RowPart(lines, rows);
    }
}
