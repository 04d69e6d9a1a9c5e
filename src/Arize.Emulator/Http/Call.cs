using System.Text.Json;
using System.Text.Json.Nodes;
using Arize.Emulator.State;

namespace Arize.Emulator.Http;

/// <summary>One request that found its operation.</summary>
sealed class Call
{
    static readonly JsonDocumentOptions NoDuplicates = new() { AllowDuplicateProperties = false };

    public required World World { get; init; }

    public required Vocabulary Words { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required IReadOnlyDictionary<string, string> PathValues { get; init; }

    public required QueryValues Query { get; init; }

    public required string? RawBody { get; init; }

    public required string? ContentType { get; init; }

    /// <summary>The thing that an id in the path names.</summary>
    public T At<T>(IEnumerable<T> items, string pathName, string what)
        where T : class, IEntity
    {
        var id = PathValues[pathName];
        if (!Ids.IsWellFormed(id))
            throw Refusal.Malformed($"{pathName}: '{id}' is not an id.");

        return Find(items, id, what);
    }

    /// <summary>The thing that an id in the query names; null when the query does not have it.</summary>
    public T? InQuery<T>(IEnumerable<T> items, string queryName, string what)
        where T : class, IEntity =>
        Query.Id(queryName) is { } id ? Find(items, id, what) : null;

    /// <summary>The thing an id names, an answer 404 when there is none.</summary>
    public static T Find<T>(IEnumerable<T> items, string id, string what)
        where T : class, IEntity =>
        items.FirstOrDefault(item => item.Id == id) ?? throw Refusal.Missing(what, id);

    /// <summary>The body, of the shape asked for.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="isOptional">Whether no body at all counts as an empty object.</param>
    public JsonObject Body(Shape shape, bool isOptional = false)
    {
        var body = string.IsNullOrEmpty(RawBody) && isOptional ? new JsonObject() : Parse();
        var check = new ShapeCheck(Words);
        shape(body, "", check);
        if (check.Complaints.Count > 0)
            throw Refusal.Malformed(string.Join(" ", check.Complaints));

        return body!.AsObject();
    }

    JsonNode? Parse()
    {
        if (string.IsNullOrEmpty(RawBody))
            throw Refusal.Malformed("The body is missing.");
        if (ContentType?.Split(';')[0].Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase) != true)
            throw Refusal.Malformed("The content type has to be application/json.");

        try
        {
            return JsonNode.Parse(RawBody, documentOptions: NoDuplicates);
        }
        catch (JsonException e)
        {
            throw Refusal.Malformed($"The body is not JSON: {e.Message}");
        }
    }
}
