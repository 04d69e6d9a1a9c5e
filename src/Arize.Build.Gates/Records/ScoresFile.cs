using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Arize.Build.Client;
using Arize.Build.Gates.Judging;

namespace Arize.Build.Gates.Records;

/// <summary>
/// The file <c>scores.jsonl</c>: one line of JSON for each row, with the example's id, whether it failed, and the numbers that were judged. A record that is committed is
/// a baseline by this file.
/// </summary>
internal static class ScoresFile
{
    public static byte[] Line(string example, bool failed, IEnumerable<(string Column, double Value)> numbers)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("example", example);
            if (failed)
                json.WriteBoolean("error", true);
            json.WriteStartObject("scores");
            foreach (var (column, value) in numbers.Where(n => double.IsFinite(n.Value)))
                json.WriteNumber(column, value);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        line.WriteByte((byte)'\n');
        return line.ToArray();
    }

    /// <summary>Reads a record as a baseline.</summary>
    /// <param name="folder">The record's folder.</param>
    /// <param name="criteria">The criteria that will be judged.</param>
    /// <returns>The rows, and the verdict that names them; null where there is no record.</returns>
    /// <exception cref="ArizeException">The record cannot be read, or was altered.</exception>
    public static (RowSummary Rows, JsonObject Verdict)? ReadRecord(string folder, IReadOnlyList<Criterion> criteria)
    {
        if (!File.Exists(Path.Combine(folder, RecordFile.Verdict)))
            return null;
        try
        {
            var verdict = (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(folder, RecordFile.Verdict)))!;
            if ((string?)verdict["scores"]?["sha256"] != RecordFile.Hash(folder, RecordFile.Scores))
                throw Unusable(folder, "its scores are not those that its verdict names: one of the two was altered.");
            var rows = new RowSummary(criteria);
            foreach (var line in File.ReadLines(Path.Combine(folder, RecordFile.Scores), Encoding.UTF8))
            {
                var row = (JsonObject)JsonNode.Parse(line)!;
                rows.Add((string)row["example"]!, row.ContainsKey("error"), row["scores"]!.AsObject().ToDictionary(s => s.Key, s => (double)s.Value!, StringComparer.Ordinal));
            }
            return (rows, verdict);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or InvalidCastException or NullReferenceException or FormatException)
        {
            throw Unusable(folder, RemoteText.OneLine(e.Message, 200));
        }
    }

    static ArizeException Unusable(string folder, string why) =>
        new(new ArizeFault(ArizeErrorKind.NotJudged, $"The record in {Fault.Show(folder)} cannot be the baseline: {why}"));
}
