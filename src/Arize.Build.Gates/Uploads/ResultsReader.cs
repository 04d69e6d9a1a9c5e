using System.Text.Json.Nodes;
using Arize.Build.Client;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Gates.Uploads;

/// <summary>
/// Reads a results file line by line: <c>example_id</c>, <c>output</c> and any further fields. One line is held at a time. Nothing throws for what the file holds: every error is noted with its
/// line, so that a user sees all of them at once.
/// </summary>
internal sealed class ResultsReader(string path)
{
    readonly List<GateDiagnostic> errors = [];

    static ReadOnlySpan<byte> White => " \t\v\f"u8;

    /// <summary>What is wrong in the lines that were read.</summary>
    public IReadOnlyList<GateDiagnostic> Errors => errors;

    /// <summary>The number of the last line that was read.</summary>
    public int Last { get; private set; }

    /// <summary>True for a file that is not JSON Lines at all: its lines were not read.</summary>
    public bool IsOfAnotherForm { get; private set; }

    /// <summary>The lines that can be uploaded.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be read.</exception>
    public IEnumerable<ResultLine> Lines()
    {
        using var stream = File.OpenRead(path);
        var isFirst = true;
        foreach (var line in UserText.Lines(stream))
        {
            Last = line.Number;
            if (line.Problem is { } problem)
            {
                Add(problem.Column, problem.Message);
                IsOfAnotherForm = problem.IsOfWholeFile;
            }
            else if (line.Utf8.Span.ContainsAnyExcept(White))
            {
                if (isFirst && errors.Count == 0 && AnotherForm(line.Utf8.Span) is { } form)
                {
                    Add(1, form);
                    IsOfAnotherForm = true;
                }
                else if (Read(line.Utf8.Span) is { } read)
                    yield return read;
                isFirst = false;
            }
            if (IsOfAnotherForm)
                break;
        }
    }

    /// <summary>An error at a line of the file.</summary>
    public GateDiagnostic At(int line, string message, int column = 1, string code = GateErrorCode.ResultsFile) =>
        new(code, message, line > 0 ? new SourcePosition(path, line, column) : null);

    ResultLine? Read(ReadOnlySpan<byte> text)
    {
        var before = errors.Count;
        _ = LocatedJson.Read(text, new JsonSource(path, GateErrorCode.ResultsFile) { FirstLine = Last, IsData = true }, errors);
        if (errors.Count > before)
            return null;
        if (JsonNode.Parse(text) is not JsonObject line)
        {
            Add(1, "A line must be a JSON object with example_id and output.");
            return null;
        }
        return ResultsRules.Read(line, problem => Add(1, problem)) is { } content ? new ResultLine(Last, line, content) : null;
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

    void Add(int column, string message) => errors.Add(At(Last, message, column));
}
