using System.Text;
using System.Text.Json;
using Arize.Build.Client;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Records;

/// <summary>Reads the rows of a record, which its verdict binds by a hash.</summary>
internal static class ScoresFile
{
    /// <summary>Reads rows.</summary>
    /// <param name="folder">The record's folder.</param>
    /// <param name="file">The file's name.</param>
    /// <param name="named">The file and its hash, as the verdict names them.</param>
    /// <param name="rows">An empty summary, made for the criteria: they say what is kept of each row.</param>
    /// <exception cref="ArizeException">The rows cannot be read, or are not those that the verdict names.</exception>
    public static RowSummary ReadRows(string folder, string file, FileDocument named, RowSummary rows)
    {
        try
        {
            if (named.File != file || named.Sha256 != RecordFile.Hash(folder, file))
                throw VerdictFile.Unusable(folder, $"its rows in {file} are not those that its verdict names: one of the two was altered.");
            foreach (var line in File.ReadLines(Path.Combine(folder, file), Encoding.UTF8))
                RowLine.Read(line, rows);
            return rows;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw VerdictFile.Unusable(folder, FileReason.Of(e), e);
        }
    }
}
