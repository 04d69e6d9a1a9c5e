using System.Runtime.InteropServices;
using System.Text.Json;
using Arize.Build.Client.Http;

namespace Arize.Build.Client;

/// <summary>
/// Reads the rows of an experiment, a page at a time and in one pass, in every shape that is known. The contract leaves rows open and does not say where evaluations stand: flat keys
/// <c>eval.NAME.score</c>, an object <c>evaluations</c> by name, or a list <c>evaluations</c> of objects with a name.
/// </summary>
/// <param name="texts">Whether outputs and explanations are wanted.</param>
internal sealed class RowReader(bool texts)
{
    static readonly Dictionary<string, Evaluation> NoEvaluations = [];
    static readonly Dictionary<string, double> NoNumbers = [];

    /// <summary>A column that nobody judges may be nested as deep as its page is long: it is skipped, not built.</summary>
    static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = Transport.MaxAnswerBytes };

    readonly RowFields fields = new();
    readonly List<FlatEvaluation> flat = [];

    struct FlatEvaluation
    {
        public string Name;
        public bool IsAnnotation;
        public double? Score;
        public string? Label;
        public string? Explanation;
    }

    /// <summary>Reads a page.</summary>
    /// <param name="page">The page; half characters in it are replaced in place.</param>
    /// <param name="call">What it answers.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public Page<ExperimentRow> Read(Memory<byte> page, ApiRequest call)
    {
        page = Utf8Repair.In(page);
        try
        {
            return ReadPage(page.Span, call);
        }
        catch (ArizeException)
        {
            // What is no JSON further down was damaged on its way, and may be read well the next time.
            for (var rest = new Utf8JsonReader(page.Span, AnyDepth); rest.Read();)
                continue;
            throw;
        }
    }

    Page<ExperimentRow> ReadPage(ReadOnlySpan<byte> page, ApiRequest call)
    {
        const string List = "experiment_runs";
        List<ExperimentRow>? rows = null;
        JsonElement pagination = default;
        var json = new Utf8JsonReader(page, AnyDepth);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
            throw JsonFields.Unexpected(call, "the answer is not a JSON object");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            if (json.ValueTextEquals(List))
                rows = rows is not null ? throw UniqueMembers.Twice(List) : json.Read() && json.TokenType == JsonTokenType.StartArray ? Rows(ref json, $"an entry of the list '{List}' is not a JSON object") : throw Missing();
            else if (json.ValueTextEquals("pagination"u8) && json.Read())
                pagination = pagination.ValueKind != JsonValueKind.Undefined ? throw UniqueMembers.Twice("pagination") : JsonElement.ParseValue(ref json);
            else
                json.Skip();
        json.Read(); // throws where more follows
        return new Page<ExperimentRow> { Items = rows ?? throw Missing(), NextCursor = JsonFields.NextCursorOf(pagination, call) };

        List<ExperimentRow> Rows(ref Utf8JsonReader json, string notAnObject)
        {
            var found = new List<ExperimentRow>();
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                found.Add(json.TokenType == JsonTokenType.StartObject ? Row(ref json) : throw JsonFields.Unexpected(call, notAnObject));
            return found;
        }

        ArizeException Missing() => JsonFields.Unexpected(call, $"the list '{List}' is missing");
    }

    ExperimentRow Row(ref Utf8JsonReader json)
    {
        Dictionary<string, Evaluation>? evaluations = null, annotations = null;
        Dictionary<string, double>? numbers = null;
        Utf8JsonReader nested = default;
        string? id = null, example = null, output = null, error = null;
        OutputDigest? digest = null;
        flat.Clear();
        fields.Restart();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var field = fields.Next(ref json);
            json.Read();
            switch (field.Kind)
            {
                case RowFieldKind.Id:
                    id = JsonFields.Text(ref json, field.Name);
                    break;
                case RowFieldKind.ExampleId:
                    example = JsonFields.Text(ref json, field.Name);
                    break;
                case RowFieldKind.Output when texts:
                    output = JsonFields.Text(ref json, field.Name);
                    break;
                case RowFieldKind.Output:
                    digest = OutputDigest.Of(ref json);
                    break;
                case RowFieldKind.Error:
                    error = JsonFields.Text(ref json, field.Name);
                    break;
                case RowFieldKind.Evaluations:
                    nested = json;
                    break;
                case RowFieldKind.Annotations:
                    Nested(json, annotations ??= New(0), severalEach: true);
                    break;
                case RowFieldKind.Score:
                    Flat(field).Score = Score(ref json);
                    break;
                case RowFieldKind.Label:
                    Flat(field).Label = field.Again(ref json);
                    break;
                case RowFieldKind.Explanation:
                    Flat(field).Explanation = texts ? Text(ref json) : null;
                    break;
                case RowFieldKind.Other when json.TokenType == JsonTokenType.Number:
                    (numbers ??= new(StringComparer.Ordinal))[field.Name] = json.GetDouble();
                    break;
            }
            json.Skip(); // to the end of an object or a list
        }
        foreach (var one in CollectionsMarshal.AsSpan(flat))
            (one.IsAnnotation ? annotations ??= New(1) : evaluations ??= New(flat.Count))[one.Name] = new Evaluation { Score = one.Score, Label = one.Label, Explanation = one.Explanation };
        if (nested.TokenType != JsonTokenType.None)
            Nested(nested, evaluations ??= New(0), severalEach: false);
        return new ExperimentRow
        {
            Id = id ?? throw JsonFields.Unexpected("experiment row", "the field 'id' is missing"),
            ExampleId = example,
            Output = output,
            Digest = digest,
            Error = error,
            Evaluations = evaluations ?? NoEvaluations,
            Annotations = annotations ?? NoEvaluations,
            Numbers = numbers ?? NoNumbers,
        };
    }

    static Dictionary<string, Evaluation> New(int count) => new(count, StringComparer.Ordinal);

    ref FlatEvaluation Flat(RowField field)
    {
        var all = CollectionsMarshal.AsSpan(flat);
        for (var i = 0; i < all.Length; i++)
            if (all[i].Name == field.Name && all[i].IsAnnotation == field.IsAnnotation)
                return ref all[i];
        flat.Add(new FlatEvaluation { Name = field.Name, IsAnnotation = field.IsAnnotation });
        return ref CollectionsMarshal.AsSpan(flat)[^1];
    }

    /// <summary>Reads on a copy of the reader, which itself stays where it is.</summary>
    /// <param name="json">At the object or the list.</param>
    /// <param name="into">What is filled.</param>
    /// <param name="severalEach">Whether a list may have several of one name, as several people may annotate: the last counts.</param>
    void Nested(Utf8JsonReader json, Dictionary<string, Evaluation> into, bool severalEach)
    {
        if (json.TokenType == JsonTokenType.StartObject)
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var name = json.GetString()!;
                json.Read();
                if (One(ref json, ref name!) is { } one && !into.TryAdd(name, one))
                    throw UniqueMembers.Twice(name);
            }
        else if (json.TokenType == JsonTokenType.StartArray)
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                string? name = null;
                if (One(ref json, ref name, hasName: true) is not { } one || name is null)
                    continue;
                if (!into.TryAdd(name, one) && !severalEach)
                    throw UniqueMembers.Twice(name);
                into[name] = one;
            }
    }

    Evaluation? One(ref Utf8JsonReader json, ref string? name, bool hasName = false)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return null;
        }
        double? score = null;
        string? label = null, explanation = null, text = null;
        var (hadScore, hadLabel, hadName) = (false, false, false);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var (isScore, isLabel, isExplanation) = (json.ValueTextEquals("score"u8), json.ValueTextEquals("label"u8), json.ValueTextEquals("explanation"u8));
            var (isText, isName) = (json.ValueTextEquals("text"u8), hasName && json.ValueTextEquals("name"u8));
            if (isScore && hadScore || isLabel && hadLabel || isName && hadName)
                throw UniqueMembers.Twice(json.GetString()!);
            (hadScore, hadLabel, hadName) = (hadScore || isScore, hadLabel || isLabel, hadName || isName);
            json.Read();
            if (isScore)
                score = Score(ref json);
            else if (isLabel)
                label = Text(ref json);
            else if (isExplanation)
                explanation = Text(ref json);
            else if (isText)
                text = Text(ref json);
            else if (isName)
                name = JsonFields.Text(ref json, "name");
            json.Skip();
        }
        return new Evaluation { Score = score, Label = label, Explanation = texts ? explanation ?? text : null };
    }

    /// <summary>A score that is there but is no number must not look like one that is absent: it reads as not a number, and a gate refuses it.</summary>
    static double? Score(ref Utf8JsonReader value) => value.TokenType switch
    {
        JsonTokenType.Number => value.GetDouble(),
        JsonTokenType.True => 1,
        JsonTokenType.False => 0,
        JsonTokenType.Null => null,
        _ => double.NaN,
    };

    static string? Text(ref Utf8JsonReader value) => value.TokenType == JsonTokenType.String ? value.GetString() : null;
}
