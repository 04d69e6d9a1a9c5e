using System.Text.Json;
using Arize.Build.Client.Http;

namespace Arize.Build.Client;

/// <summary>Reads evaluations that are an object by name, or a list of objects with a name; annotations have the same shapes.</summary>
/// <param name="texts">Whether explanations are wanted.</param>
internal sealed class EvaluationReader(bool texts)
{
    /// <summary>Reads on a copy of the reader, which itself stays where it is.</summary>
    /// <param name="json">At the object or the list.</param>
    /// <param name="into">What is filled.</param>
    /// <param name="severalEach">Whether a list may have several of one name, as several people may annotate: the last counts.</param>
    public void Read(Utf8JsonReader json, Dictionary<string, Evaluation> into, bool severalEach)
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

    /// <summary>A score that exists but is not a number must not look like one that is absent: it reads as not a number, and a gate refuses it.</summary>
    public static double? Score(ref Utf8JsonReader value) => value.TokenType switch
    {
        JsonTokenType.Number => value.GetDouble(),
        JsonTokenType.Null => null,
        _ => double.NaN,
    };

    public static string? Text(ref Utf8JsonReader value) => value.TokenType == JsonTokenType.String ? value.GetString() : null;
}
