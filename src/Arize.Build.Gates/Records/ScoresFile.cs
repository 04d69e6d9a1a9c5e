using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Arize.Build.Client;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Records;

/// <summary>
/// Reads what a record holds of rows: <c>scores.jsonl</c>, the candidate's, and <c>baseline.jsonl</c>, those it was compared with. Each is bound to <c>verdict.json</c> by its hash.
/// A record that is committed is a baseline by the first.
/// </summary>
internal static class ScoresFile
{
    /// <summary>Reads a record as a baseline.</summary>
    /// <param name="folder">The record's folder.</param>
    /// <param name="criteria">The criteria that will be judged.</param>
    /// <returns>The rows, and the verdict that names them; null where there is no record.</returns>
    /// <exception cref="ArizeException">The record cannot be read, or was altered.</exception>
    public static (RowSummary Rows, JsonObject Verdict)? ReadRecord(string folder, IReadOnlyList<Criterion> criteria) =>
        ReadVerdict(folder) is { } verdict ? (ReadRows(folder, RecordFile.Scores, verdict, criteria), verdict) : null;

    /// <summary>Reads a record's verdict; null where there is none.</summary>
    /// <exception cref="ArizeException">It cannot be read.</exception>
    public static JsonObject? ReadVerdict(string folder) =>
        File.Exists(Path.Combine(folder, RecordFile.Verdict))
            ? Guarded(folder, () => (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(folder, RecordFile.Verdict)))!)
            : null;

    /// <summary>Reads the rows of one file of a record.</summary>
    /// <exception cref="ArizeException">They cannot be read, or were altered.</exception>
    public static RowSummary ReadRows(string folder, string file, JsonObject verdict, IReadOnlyList<Criterion> criteria) => Guarded(folder, () =>
    {
        var named = file == RecordFile.Scores ? verdict["scores"] : verdict["baseline"];
        if ((string?)named?["sha256"] != RecordFile.Hash(folder, file))
            throw Unusable(folder, $"its rows in {file} are not those that its verdict names: one of the two was altered.");
        var rows = new RowSummary(criteria);
        foreach (var line in File.ReadLines(Path.Combine(folder, file), Encoding.UTF8))
            RowLine.Read(line, rows);
        return rows;
    });

    static T Guarded<T>(string folder, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or InvalidCastException or NullReferenceException or FormatException or ArgumentException)
        {
            throw Unusable(folder, RemoteText.OneLine(e.Message, 200));
        }
    }

    static ArizeException Unusable(string folder, string why) => new(new ArizeDiagnostic(GateErrorCode.NotJudged, $"The record in {RemoteText.Quote(folder)} cannot be used: {why}"));
}
