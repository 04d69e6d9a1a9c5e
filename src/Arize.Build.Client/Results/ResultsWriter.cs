using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Arize.Build.Client;

/// <summary>
/// Writes a results file: what the team's own application answered to the examples of a dataset, one line of JSON for each answer. A gate uploads and judges it. Each line is written whole and
/// at once, so that a process that is killed loses no answer that it has written; several threads may write. What a gate would refuse is refused here, before the line is written.
/// </summary>
public sealed class ResultsWriter : IDisposable
{
    static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly FileStream file;
    readonly HashSet<(UInt128 Example, int Repeat)> written = [];

    ResultsWriter(FileStream file) => this.file = file;

    /// <summary>How many lines were written.</summary>
    public int Count
    {
        get
        {
            lock (written)
                return written.Count;
        }
    }

    /// <summary>Creates a results file; an earlier one is replaced. Its folder is created if needed.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be created.</exception>
    public static ResultsWriter Create(string path)
    {
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return new ResultsWriter(new FileStream(full, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0));
    }

    /// <summary>Writes an answer.</summary>
    /// <param name="exampleId">The example's id, as the exported dataset has it.</param>
    /// <param name="output">What the application answered.</param>
    /// <exception cref="ArizeException">A gate would refuse it. Nothing was written.</exception>
    public void Write(string exampleId, string output) => Write(new ApplicationResult { ExampleId = exampleId, Output = output });

    /// <summary>Writes an answer with everything that is known about it.</summary>
    /// <param name="result">The answer.</param>
    /// <exception cref="ArizeException">A gate would refuse it. Nothing was written.</exception>
    public void Write(ApplicationResult result)
    {
        var line = LineOf(result);
        var problems = new List<string>();
        var content = ResultsRules.Read(line, problems.Add);
        if (BrokenText(line) is { } broken)
            problems.Add($"The text {RemoteText.Quote(broken)} holds half of a character, such as of an emoji: cut texts between characters.");
        if (content is null || problems.Count > 0)
            throw new ArizeException([.. problems.Select(p => Diagnostic.Value("ExampleId", result.ExampleId ?? "", p))]);
        var bytes = Bytes(line, result.ExampleId);
        lock (written)
        {
            if (!written.Add((IdHash.Of(content.ExampleId), content.Repeat)))
                throw new ArizeException(Diagnostic.Value("ExampleId", content.ExampleId, content.Repeat == 1 && result.Repeat is null
                    ? "The example was answered already. Write each example once, or number its answers (Repeat)." : $"Its answer number {content.Repeat} was written already."));
            file.Write(bytes);
            file.Flush();
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => file.Dispose();

    static JsonObject LineOf(ApplicationResult result)
    {
        var line = new JsonObject { ["example_id"] = result.ExampleId };
        if (result.Output is not null)
            line["output"] = result.Output;
        if (result.Error is not null)
            line["error"] = result.Error;
        if (result.Repeat is { } repeat)
            line[ResultsRules.Repeat] = repeat;
        if (result.Evaluations.Count > 0)
            line["evaluations"] = new JsonObject(result.Evaluations.Select(e => KeyValuePair.Create(e.Key, (JsonNode?)One(e.Value))));
        foreach (var (name, value) in result.Fields)
            if (!line.TryAdd(name, value?.DeepClone()))
                throw new ArizeException(Diagnostic.Value("Fields", name, "A property has this name: set it instead."));
        return line;
    }

    static JsonObject One(Evaluation evaluation)
    {
        var fields = new JsonObject();
        if (evaluation.Score is { } score)
            fields["score"] = score;
        if (evaluation.Label is not null)
            fields["label"] = evaluation.Label;
        if (evaluation.Explanation is not null)
            fields["explanation"] = evaluation.Explanation;
        return fields;
    }

    static byte[] Bytes(JsonObject line, string exampleId)
    {
        try
        {
            return Encoding.UTF8.GetBytes(line.ToJsonString(Readable) + "\n");
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or JsonException)
        {
            throw new ArizeException(Diagnostic.Value("ExampleId", exampleId, $"One of its fields cannot be written as JSON: {RemoteText.OneLine(e.Message, 300)}"), e);
        }
    }

    /// <summary>The first text or name that is not Unicode: half of a surrogate pair.</summary>
    static string? BrokenText(JsonNode? node) => node switch
    {
        JsonObject map => map.Select(f => IsBroken(f.Key) ? f.Key : BrokenText(f.Value)).FirstOrDefault(t => t is not null),
        JsonArray list => list.Select(BrokenText).FirstOrDefault(t => t is not null),
        JsonValue value when value.GetValueKind() == JsonValueKind.String && value.TryGetValue<string>(out var text) && IsBroken(text) => text,
        _ => null,
    };

    static bool IsBroken(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]) && ++i > 0))
                return true;
        return false;
    }
}
