using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Arize.Emulator.Http;

/// <summary>The query of a request, checked against the names its operation knows.</summary>
sealed class QueryValues
{
    const int LongestName = 255;

    readonly IQueryCollection query;
    readonly Vocabulary words;

    public QueryValues(IQueryCollection query, IReadOnlyList<string> known, Vocabulary words)
    {
        foreach (var (name, values) in query)
        {
            if (!known.Contains(name))
                throw Refusal.Malformed($"'{name}' is not a query parameter of this operation. It has {string.Join(", ", known.Order())}.");
            if (values.Count > 1)
                throw Refusal.Malformed($"{name} is given {values.Count} times.");
        }

        this.query = query;
        this.words = words;
    }

    public string? Text(string name) => query.TryGetValue(name, out var values) ? values.ToString() : null;

    public string? Id(string name)
    {
        var id = Text(name);
        return id is null || State.Ids.IsWellFormed(id) ? id : throw Refusal.Malformed($"{name}: '{id}' is not an id.");
    }

    /// <summary>A part of a name, as the filters take it.</summary>
    public string? Part(string name) =>
        Text(name) is { Length: > LongestName } ? throw Refusal.Malformed($"{name} has more than {LongestName} characters.") : Text(name);

    /// <summary>An enum value, in upper case.</summary>
    public string? OneOf(string name, params string[] values)
    {
        if (Text(name) is not { } text)
            return null;

        return values.FirstOrDefault(value => words.Say(value) == text)
            ?? throw Refusal.Malformed($"{name}: '{text}' is not one of {string.Join(", ", values.Select(words.Say))}.");
    }

    public int Limit(int most)
    {
        if (Text("limit") is not { } text)
            return 50;

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit >= 1 && limit <= most
            ? limit : throw Refusal.Malformed($"limit: '{text}' is not a whole number from 1 to {most}.");
    }

    /// <summary>What a cursor is bound to: every part of the query but the place in it.</summary>
    public string Identity =>
        string.Join('&', query
            .Where(pair => pair.Key is not ("cursor" or "limit"))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key}={pair.Value}"));
}
