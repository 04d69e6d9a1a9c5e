using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using Arize.Build.Client.Http;

namespace Arize.Build.Client;

/// <summary>
/// Reads the rows of an experiment, a page at a time and in one pass, in every shape that is known. The contract leaves rows open and does not say where evaluations stand: flat keys
/// <c>eval.NAME.score</c>, an object <c>evaluations</c> by name, or a list <c>evaluations</c> of objects with a name.
/// </summary>
/// <param name="texts">Whether outputs and explanations are wanted.</param>
/// <param name="wanted">Other fields whose text is wanted, by name; null for none.</param>
internal sealed class RowReader(bool texts, IReadOnlyCollection<string>? wanted = null)
{
    readonly EvaluationReader evaluationReader = new(texts);
    readonly RowFields fields = new();
    readonly List<FlatEvaluation> flat = [];

    // What the row that is being read has.
    readonly Dictionary<string, Evaluation> evaluations = new(StringComparer.Ordinal), annotations = new(StringComparer.Ordinal);
    readonly Dictionary<string, double> numbers = new(StringComparer.Ordinal);

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
    public Page<ExperimentRow> Read(Memory<byte> page, ApiRequest call) => PageReader.Read(page, call, "experiment_runs", Row);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    ExperimentRow Row(ref Utf8JsonReader json)
    {
        Dictionary<string, string>? named = null;
        Utf8JsonReader nested = default;
        string? id = null, example = null, output = null, error = null;
        OutputDigest? digest = null;
        flat.Clear();
        evaluations.Clear();
        annotations.Clear();
        numbers.Clear();
        fields.Restart();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var field = fields.Next(ref json);
            json.Read();
            if (wanted?.Count > 0 && field.Kind == RowFieldKind.Other && wanted.Contains(field.Name) && Plain(ref json, field) is { } plain)
                (named ??= new(StringComparer.Ordinal))[field.Name] = plain;
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
                    evaluationReader.Read(json, annotations, severalEach: true);
                    break;
                case RowFieldKind.Score:
                    Flat(field).Score = EvaluationReader.Score(ref json);
                    break;
                case RowFieldKind.Label:
                    Flat(field).Label = field.Again(ref json);
                    break;
                case RowFieldKind.Explanation:
                    Flat(field).Explanation = texts ? EvaluationReader.Text(ref json) : null;
                    break;
                case RowFieldKind.Other when json.TokenType == JsonTokenType.Number:
                    numbers[field.Name] = json.GetDouble();
                    break;
            }
            json.Skip(); // to the end of an object or a list
        }
        foreach (var one in CollectionsMarshal.AsSpan(flat))
            (one.IsAnnotation ? annotations : evaluations)[one.Name] = new Evaluation { Score = one.Score, Label = one.Label, Explanation = one.Explanation };
        if (nested.TokenType != JsonTokenType.None)
            evaluationReader.Read(nested, evaluations, severalEach: false);
        return new ExperimentRow
        {
            Id = id ?? throw JsonFields.Unexpected("experiment row", "the field 'id' is missing"),
            ExampleId = example,
            Output = output,
            Digest = digest,
            Fields = named,
            Error = error,
            Evaluations = NamedValues<Evaluation>.Of(evaluations),
            Annotations = NamedValues<Evaluation>.Of(annotations),
            Numbers = NamedValues<double>.Of(numbers),
        };
    }

    /// <summary>A text, a number or a truth as it is written; null for anything else.</summary>
    static string? Plain(ref Utf8JsonReader value, RowField field) =>
        value.TokenType is JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False ? System.Text.Encoding.UTF8.GetString(value.ValueSpan) : field.Again(ref value);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    ref FlatEvaluation Flat(RowField field)
    {
        var all = CollectionsMarshal.AsSpan(flat);
        for (var i = 0; i < all.Length; i++)
            if (all[i].Name == field.Name && all[i].IsAnnotation == field.IsAnnotation)
                return ref all[i];
        flat.Add(new FlatEvaluation { Name = field.Name, IsAnnotation = field.IsAnnotation });
        return ref CollectionsMarshal.AsSpan(flat)[^1];
    }
}
