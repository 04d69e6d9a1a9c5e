using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Arize.Build.Client;
using Arize.Build.Gates.Settings;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Uploads;

/// <summary>
/// The outputs of an application, one line of JSON for each example: <c>example_id</c>, <c>output</c> and any further fields. Nothing throws for what the file says: every fault
/// is noted with its line, so that a user sees all of them at once.
/// </summary>
internal sealed class ResultsFile
{
    /// <summary>More faults than this are only counted: a file of the wrong form has one in each line.</summary>
    public const int MostFaults = 20;

    const int MostIds = 5;

    /// <summary>What belongs to the service. Scores among them: an application that scored itself would be its own judge.</summary>
    static readonly string[] Reserved = ["id", "annotations", "evaluations"];

    static ReadOnlySpan<byte> White => " \t\v\f"u8;

    readonly string path;
    readonly List<GateDiagnostic> faults = [];
    readonly List<ResultLine> lines = [];
    int last;
    bool isOfAnotherForm;

    ResultsFile(string path) => this.path = path;

    /// <summary>Why the file cannot be read; null where it can.</summary>
    public ArizeDiagnostic? Unreadable { get; private set; }

    /// <summary>False for a file that cannot be read.</summary>
    public bool IsThere => Unreadable is null;

    /// <summary>The lines that can be logged.</summary>
    public IReadOnlyList<ResultLine> Lines => lines;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, an absolute path.</param>
    public static ResultsFile Read(string path)
    {
        var file = new ResultsFile(path);
        try
        {
            using var stream = File.OpenRead(path);
            foreach (var line in UserText.Lines(stream))
            {
                file.last = line.Number;
                if (line.Problem is { } problem)
                    file.Say(problem.Column, problem.Message);
                else if (line.Utf8.Span.ContainsAnyExcept(White))
                    file.Take(line.Utf8.Span);
                file.isOfAnotherForm |= line.Problem is { IsOfWholeFile: true };
                if (file.isOfAnotherForm)
                    break;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file.Unreadable = new ArizeDiagnostic(GateErrorCode.ResultsFile, $"The results file {RemoteText.Quote(path)} cannot be read: {RemoteText.OneLine(e.Message, 300)}");
        }
        return file;
    }

    /// <summary>What is wrong with the file, the first faults in full and the others as a number.</summary>
    /// <param name="examples">The ids of the dataset's examples; null where the dataset is not known yet.</param>
    /// <param name="allowMissing">Whether examples may be left out.</param>
    public IReadOnlyList<GateDiagnostic> Check(IReadOnlySet<string>? examples, bool allowMissing)
    {
        var all = new List<GateDiagnostic>(faults);
        if (lines.Count == 0 && all.Count == 0)
            all.Add(At(1, "The results file has no line: there is nothing to log."));
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (!first.TryAdd(line.ExampleId, line.Line))
                all.Add(At(line.Line, $"Example {RemoteText.Quote(line.ExampleId)} was answered in line {first[line.ExampleId]} already. Keep one line for each example."));
            else if (examples?.Contains(line.ExampleId) == false)
                all.Add(At(line.Line, $"The dataset has no example {RemoteText.Quote(line.ExampleId)}. Export the dataset again (ArizeExportDataset), and answer what it holds now."));
        }
        string[] missing = allowMissing || examples is null || isOfAnotherForm ? [] : [.. examples.Where(e => !first.ContainsKey(e)).Order(StringComparer.Ordinal)];
        if (missing.Length > 0 && last > 0)
            all.Add(At(last, $"{missing.Length} of the dataset's {NumberFormat.Count(examples!.Count, "example")} have no line that can be logged: {string.Join(", ", missing.Take(MostIds).Select(RemoteText.Quote))}{(missing.Length > MostIds ? " and more" : "")}. "
                + "Answer all of them, or set AllowMissing (in a gate file allowMissing)."));
        var ordered = all.OrderBy(f => f.At?.Line).ToArray();
        return ordered.Length <= MostFaults ? ordered
            : [.. ordered.Take(MostFaults), new GateDiagnostic(GateErrorCode.ResultsFile, $"The results file {RemoteText.Quote(path)} has {ordered.Length - MostFaults} more faults; the first {MostFaults} are shown.")];
    }

    /// <summary>What the file says, whatever the order of its lines and of their fields: SHA-256 in hexadecimal digits.</summary>
    public string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines.OrderBy(l => l.ExampleId, StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes(CanonicalJson.Of(line.Row) + "\n"));
        return Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant();
    }

    void Take(ReadOnlySpan<byte> text)
    {
        var before = faults.Count;
        if (lines.Count == 0 && before == 0 && AnotherForm(text) is { } form)
        {
            Say(1, form);
            isOfAnotherForm = true;
            return;
        }
        _ = LocatedJson.Read(text, new JsonSource(path, GateErrorCode.ResultsFile) { FirstLine = last, IsData = true }, faults);
        if (faults.Count > before)
            return;
        if (JsonNode.Parse(text) is not JsonObject row)
        {
            Say(1, "A line must be a JSON object with example_id and output.");
            return;
        }
        foreach (var field in row.Select(f => f.Key).Where(f => Reserved.Contains(f) || f.StartsWith("eval.", StringComparison.Ordinal)))
            Say(1, $"The field {RemoteText.Quote(field)} belongs to the service. {(field == "id" ? "The example's id is written as example_id." : "Scores come from evaluators; give a number of your own another name.")}");
        var id = Text(row, "example_id", "the id of the example");
        var failed = row["error"] is not null;
        if (failed)
            _ = Text(row, "error", "why there is no output");
        if (failed && row["output"] is null)
            row["output"] = ""; // the service demands one; the row counts as failed by its error
        _ = Text(row, "output", "what the application answered", mayBeEmpty: true);
        if (faults.Count == before)
            lines.Add(new ResultLine(last, id!, row));
    }

    /// <summary>What a file is instead of JSON Lines, by its first line; null if it may be that.</summary>
    static string? AnotherForm(ReadOnlySpan<byte> first)
    {
        const string Wanted = """A results file is JSON Lines: on each line one object, such as {"example_id":"7","output":"Yes."}.""";
        var text = first.Trim(White);
        return text[0] == '[' ? $"This is a JSON array. {Wanted} Write each of its objects on one line, without brackets and commas around them."
            : text is [(byte)'{'] ? $"This object goes over several lines. {Wanted}"
            : text[0] is not ((byte)'{' or (byte)'[') && text.IndexOf("example_id"u8) >= 0 ? $"This is a table (CSV). {Wanted}"
            : null;
    }

    string? Text(JsonObject row, string field, string what, bool mayBeEmpty = false)
    {
        if (row[field] is JsonValue value && value.GetValueKind() == JsonValueKind.String && (mayBeEmpty || value.GetValue<string>().Trim().Length > 0))
            return value.GetValue<string>();
        Say(1, $"'{field}' must be text: {what}.{(row[field] is null or JsonValue ? "" : " Write an object or a list as its JSON text.")}");
        return null;
    }

    void Say(int column, string message) => faults.Add(At(last, message, column));

    GateDiagnostic At(int line, string message, int column = 1) =>
        new(GateErrorCode.ResultsFile, message, line > 0 ? new SourcePosition(path, line, column) : null);
}
