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

/// <summary>A field of a row, told by its name; of <c>eval.NAME.score</c> and its like, <see cref="Name"/> is the evaluator's.</summary>
internal sealed record RowField(RowFieldKind Kind, string Name)
{
    const string Prefix = "eval.";

    string? last;

    public static RowField Of(string name)
    {
        if (name.StartsWith(Prefix, StringComparison.Ordinal))
        {
            // Names may hold dots, so the name ends at the last one that a known suffix follows.
            var dot = name.LastIndexOf('.');
            var kind = dot < Prefix.Length ? RowFieldKind.Ignored : name.AsSpan(dot + 1) switch
            {
                "score" => RowFieldKind.Score,
                "label" => RowFieldKind.Label,
                "explanation" => RowFieldKind.Explanation,
                _ => RowFieldKind.Ignored,
            };
            return new RowField(kind, kind == RowFieldKind.Ignored ? name : name[Prefix.Length..dot]);
        }
        return new RowField(name switch
        {
            "id" => RowFieldKind.Id,
            "example_id" => RowFieldKind.ExampleId,
            "output" => RowFieldKind.Output,
            "error" => RowFieldKind.Error,
            "evaluations" => RowFieldKind.Evaluations,
            "annotations" => RowFieldKind.Annotations,
            _ => RowFieldKind.Other,
        }, name);
    }

    /// <summary>The field's text; the same string as before where it is the same text, as labels often are. Null where it is no text.</summary>
    public string? Again(ref Utf8JsonReader value) =>
        value.TokenType != JsonTokenType.String ? null : last is not null && value.ValueTextEquals(last) ? last : last = value.GetString();
}

/// <summary>The fields seen so far. The rows of an experiment have mostly the same ones in the same order, so the next one is found at once and no name is made twice.</summary>
internal sealed class RowFields
{
    /// <summary>Somebody may name fields after examples.</summary>
    const int MostKept = 200;

    readonly List<(byte[] Name, RowField Field)> known = [];
    int next;

    /// <summary>A new row begins.</summary>
    public void Restart() => next = 0;

    /// <summary>The field whose name is the reader's value.</summary>
    public RowField Next(ref Utf8JsonReader name)
    {
        if (name.ValueIsEscaped)
            return RowField.Of(name.GetString()!);
        for (var i = 0; i < known.Count; i++)
        {
            var at = (next + i) % known.Count;
            if (!name.ValueSpan.SequenceEqual(known[at].Name))
                continue;
            next = at + 1;
            return known[at].Field;
        }
        var field = RowField.Of(name.GetString()!);
        if (known.Count < MostKept)
        {
            known.Add((name.ValueSpan.ToArray(), field));
            next = known.Count;
        }
        return field;
    }
}
