using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Arize.Build.Client;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Records;

/// <summary>
/// One row as a line of JSON: the example's id, whether it failed, what evaluators and people scored and labelled, every number, and the fields that slices and clusters name. No other text of the row is in it. A row read back
/// gives the judge exactly what the row itself gave, so a record can be judged again under other criteria.
/// </summary>
internal static class RowLine
{
    /// <summary>No label of a gate file is longer; one that is could name nothing.</summary>
    const int LongestLabel = 1000;

    const int HashDigits = 32;

    /// <summary>.NET writes larger ones with an exponent.</summary>
    const double LargestWhole = 1e14;

    // Encoded once, and not once a row.
    static readonly JsonEncodedText Example = JsonEncodedText.Encode("example");
    static readonly JsonEncodedText Cluster = JsonEncodedText.Encode("cluster");
    static readonly JsonEncodedText Error = JsonEncodedText.Encode("error");
    static readonly JsonEncodedText Output = JsonEncodedText.Encode("output");
    static readonly JsonEncodedText OutputLength = JsonEncodedText.Encode("outputLength");
    static readonly JsonEncodedText Fields = JsonEncodedText.Encode("fields");
    static readonly JsonEncodedText Scores = JsonEncodedText.Encode("scores");
    static readonly JsonEncodedText Labels = JsonEncodedText.Encode("labels");
    static readonly JsonEncodedText Annotations = JsonEncodedText.Encode("annotations");
    static readonly JsonEncodedText AnnotationLabels = JsonEncodedText.Encode("annotationLabels");
    static readonly JsonEncodedText Numbers = JsonEncodedText.Encode("numbers");

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write(Utf8JsonWriter json, ExperimentRow row, string? cluster = null)
    {
        json.WriteStartObject();
        json.WriteString(Example, row.ExampleId ?? row.Id);
        if (cluster is not null)
            Hash(json, Cluster, OutputDigest.HashOf(cluster));
        if (row.Error is not null)
            json.WriteBoolean(Error, true);
        if (RowSummary.Digest(row) is { } output)
        {
            Hash(json, Output, output.Hash);
            json.WriteNumber(OutputLength, output.Length);
        }
        if (row.Fields is { Count: > 0 } fields)
        {
            json.WriteStartObject(Fields);
            foreach (var (name, text) in fields)
                json.WriteString(name, text);
            json.WriteEndObject();
        }
        Evaluations(json, Scores, Labels, NamedValues<Evaluation>.Span(row.Evaluations));
        if (row.Annotations.Count > 0)
            Evaluations(json, Annotations, AnnotationLabels, NamedValues<Evaluation>.Span(row.Annotations));
        json.WriteStartObject(Numbers);
        foreach (var (name, number) in NamedValues<double>.Span(row.Numbers))
            Number(json, name, number);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void Read(string line, RowSummary into)
    {
        var row = JsonSerializer.Deserialize(line, ScoreLineJson.Default.ScoreLine) ?? throw new JsonException("A line holds null.");
        into.Add(new ExperimentRow
        {
            Id = row.Example,
            ExampleId = row.Example,
            Error = row.Error ? "" : null,
            Fields = row.Fields,
            Digest = row.Output is { } hash && row.OutputLength is { } length
                ? new OutputDigest(UInt128.TryParse(hash, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var known) ? known : throw new JsonException("An output's hash is not a number."), length) : null,
            Evaluations = Evaluations(row.Scores, row.Labels),
            Annotations = Evaluations(row.Annotations, row.AnnotationLabels),
            Numbers = row.Numbers.ToDictionary(n => n.Key, n => Number(n.Value) ?? double.NaN, StringComparer.Ordinal),
        }, row.Cluster is { } cluster ? _ => cluster : null);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Hash(Utf8JsonWriter json, JsonEncodedText name, UInt128 hash)
    {
        Span<byte> digits = stackalloc byte[HashDigits];
        hash.TryFormat(digits, out _, "x32", CultureInfo.InvariantCulture);
        json.WriteString(name, digits);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Evaluations(Utf8JsonWriter json, JsonEncodedText scores, JsonEncodedText labels, ReadOnlySpan<KeyValuePair<string, Evaluation>> evaluations)
    {
        var hasLabels = false;
        json.WriteStartObject(scores);
        foreach (var (name, evaluation) in evaluations)
        {
            hasLabels |= evaluation.Label is not null;
            if (evaluation.Score is { } score)
                Number(json, name, score);
            else
                json.WriteNull(name); // an evaluator that wrote only a label hides a field of its name
        }
        json.WriteEndObject();
        if (!hasLabels)
            return;
        json.WriteStartObject(labels);
        foreach (var (name, evaluation) in evaluations)
            if (evaluation.Label is { } label)
                json.WriteString(name, label.Length > LongestLabel ? label[..LongestLabel] : label);
        json.WriteEndObject();
    }

    static Dictionary<string, Evaluation> Evaluations(Dictionary<string, JsonElement>? scores, Dictionary<string, string>? labels) =>
        (scores ?? []).ToDictionary(s => s.Key, s => new Evaluation { Score = Number(s.Value), Label = labels?.GetValueOrDefault(s.Key) }, StringComparer.Ordinal);

    static void Number(Utf8JsonWriter json, string name, double number)
    {
        if (number is > 0 and <= LargestWhole && (long)number == number)
            json.WriteNumber(name, (long)number); // the same digits, found faster
        else if (double.IsFinite(number))
            json.WriteNumber(name, number);
        else
            json.WriteString(name, "not finite");
    }

    static double? Number(JsonElement number) => number.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number => number.GetDouble(),
        JsonValueKind.String => double.NaN,
        _ => throw new JsonException("A score is not a number."),
    };
}
