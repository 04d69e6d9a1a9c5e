using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Arize.Build.Client;

/// <summary>What a field of a row is.</summary>
internal enum RowFieldKind
{
    Id,
    ExampleId,
    Output,
    Error,
    Evaluations,
    Annotations,
    Score,
    Label,
    Explanation,
    Other,
    Ignored,
}

/// <summary>
/// A field of a row, known by its name. <c>eval.NAME.score</c> and its like belong to the evaluator NAME, <c>annotation.NAME.score</c> to a person's annotation NAME; what is below
/// <c>.metadata.</c> is metadata of it.
/// </summary>
internal sealed record RowField(RowFieldKind Kind, string Name, string FullName, bool IsAnnotation = false)
{
    const string EvaluationPrefix = "eval.";
    const string AnnotationPrefix = "annotation.";
    const string Metadata = ".metadata.";

    string? last;

    /// <summary>The row in which the field was seen last: a row that has it twice has two readings.</summary>
    public long SeenIn { get; set; }

    public static RowField Of(string name) => name switch
    {
        _ when name.StartsWith(EvaluationPrefix, StringComparison.Ordinal) => Below(EvaluationPrefix, name, isAnnotation: false),
        _ when name.StartsWith(AnnotationPrefix, StringComparison.Ordinal) => Below(AnnotationPrefix, name, isAnnotation: true),
        "id" => new(RowFieldKind.Id, name, name),
        "example_id" => new(RowFieldKind.ExampleId, name, name),
        "output" => new(RowFieldKind.Output, name, name),
        "error" => new(RowFieldKind.Error, name, name),
        "evaluations" => new(RowFieldKind.Evaluations, name, name),
        "annotations" => new(RowFieldKind.Annotations, name, name),
        _ => new(RowFieldKind.Other, name, name),
    };

    /// <summary>Names may hold dots, so a name ends at the last dot that a known suffix follows, unless metadata begins before it.</summary>
    static RowField Below(string prefix, string name, bool isAnnotation)
    {
        var dot = name.LastIndexOf('.');
        var kind = dot < prefix.Length || name.IndexOf(Metadata, prefix.Length, StringComparison.Ordinal) >= 0 ? RowFieldKind.Ignored : name.AsSpan(dot + 1) switch
        {
            "score" => RowFieldKind.Score,
            "label" => RowFieldKind.Label,
            "explanation" => RowFieldKind.Explanation,
            "text" when isAnnotation => RowFieldKind.Explanation,
            _ => RowFieldKind.Ignored,
        };
        return new RowField(kind, kind == RowFieldKind.Ignored ? name : name[prefix.Length..dot], name, isAnnotation);
    }

    /// <summary>The field's text; the same string as before where it is the same text, as labels often are. Null if it is no text.</summary>
    public string? Again(ref Utf8JsonReader value) =>
        value.TokenType != JsonTokenType.String ? null : last is not null && value.ValueTextEquals(last) ? last : last = value.GetString();
}

/// <summary>The fields seen so far. The rows of an experiment have mostly the same ones in the same order, so the next one is found at once and no name is made twice.</summary>
internal sealed class RowFields
{
    /// <summary>Somebody may name fields after examples.</summary>
    const int MostKept = 200;

    readonly List<(byte[] Name, RowField Field)> known = [];
    readonly HashSet<string> others = new(StringComparer.Ordinal);
    int next;
    long row;

    /// <summary>A new row begins.</summary>
    public void Restart()
    {
        next = 0;
        row++;
        if (others.Count > 0)
            others.Clear();
    }

    /// <summary>The field whose name is the reader's value.</summary>
    /// <exception cref="JsonException">The row has it already.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public RowField Next(ref Utf8JsonReader name)
    {
        for (var i = 0; i < known.Count; i++)
        {
            var at = (next + i) % known.Count;
            if (name.ValueIsEscaped ? !name.ValueTextEquals(known[at].Name) : !name.ValueSpan.SequenceEqual(known[at].Name))
                continue;
            next = at + 1;
            var field = known[at].Field;
            if (field.SeenIn == row)
                throw Http.UniqueMembers.Twice(field.FullName);
            field.SeenIn = row;
            return field;
        }
        return New(name.GetString()!);
    }

    RowField New(string name)
    {
        var field = RowField.Of(name);
        if (known.Count < MostKept)
        {
            field.SeenIn = row;
            known.Add((System.Text.Encoding.UTF8.GetBytes(name), field));
            next = known.Count;
        }
        else if (!others.Add(name))
            throw Http.UniqueMembers.Twice(name);
        return field;
    }
}
