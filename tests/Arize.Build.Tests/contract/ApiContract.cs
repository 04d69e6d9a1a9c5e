using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;
using NSwag;

namespace Arize.Build.Tests.Contract;

/// <summary>
/// Judges requests and answers by <c>contract/openapi.yaml</c>. It knows neither the client nor the emulator; both are held against it.
/// </summary>
/// <remarks>
/// What it looks at: that the path and method are an operation; query names, their number and values; that the body is there when it has to
/// be, is
/// JSON and fits the operation's schema (closed objects, oneOf, not, enums, limits, null); for answers also that the status is one of the
/// operation and the content type fits. What a schema cannot say, it does not know: which trigger body fits which task, which names are
/// taken,
/// how far apart two times may be. Status codes of 500 and up fall under the contract's <c>default</c>.
/// </remarks>
/// <example>
/// <code>
/// Assert.That(ApiContract.Instance.JudgeRequest("POST", "/v2/tasks", body), Is.Empty);
/// Assert.That(ApiContract.Instance.JudgeAnswer("GET", "/v2/tasks?limit=1", 200, "application/json", answer), Is.Empty);
/// </code>
/// </example>
public sealed class ApiContract
{
    static readonly Lazy<ApiContract> Loaded = new(() => new ApiContract(Path.Combine(AppContext.BaseDirectory, "contract", "openapi.yaml")));

    static readonly JsonSchemaValidator Validator = new(new JsonSchemaValidatorSettings
    {
        FormatValidators = [.. new JsonSchemaValidatorSettings().FormatValidators.Where(it => it.Format != "date-time"), new InstantFormat()],
    });

    ApiContract(string file)
    {
        using var yaml = File.OpenText(file);
        var contract = YamlText.ToJson(yaml);

        // NJsonSchema reads "maxItems: 0" as no limit at all.
        foreach (var schema in contract.Descendants().OfType<JObject>().Where(schema => schema["maxItems"]?.Value<int>() == 0).ToList())
        {
            schema.Remove("maxItems");
            schema["not"] = new JObject { ["type"] = "array", ["minItems"] = 1 };
        }

        Document = OpenApiDocument.FromJsonAsync(contract.ToString()).GetAwaiter().GetResult();
    }

    /// <summary>The contract, loaded once.</summary>
    public static ApiContract Instance => Loaded.Value;

    /// <summary>The document as read.</summary>
    public OpenApiDocument Document { get; }

    /// <summary>Operation id of a method and path, null when the contract has none.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">Path, with or without a query.</param>
    public string? OperationOf(string method, string path) => Find(method, path)?.OperationId;

    /// <summary>Everything that is wrong with a request; empty when nothing is.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="pathAndQuery">Path and query as sent, percent-encoded.</param>
    /// <param name="body">Body as sent; null or empty for none.</param>
    public IReadOnlyList<string> JudgeRequest(string method, string pathAndQuery, string? body)
    {
        if (Find(method, pathAndQuery) is not { } operation)
            return [$"{method} {pathAndQuery}: the contract has no such operation."];

        return [.. JudgeQuery(operation, pathAndQuery), .. JudgeBody(operation, body)];
    }

    /// <summary>Everything that is wrong with an answer; empty when nothing is.</summary>
    /// <param name="method">HTTP method of the request.</param>
    /// <param name="pathAndQuery">Path and query of the request.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="contentType">Content type, parameters allowed; null when there is none.</param>
    /// <param name="body">Body; null or empty for none.</param>
    public IReadOnlyList<string> JudgeAnswer(string method, string pathAndQuery, int status, string? contentType, string? body)
    {
        if (Find(method, pathAndQuery) is not { } operation)
            return [$"{method} {pathAndQuery}: the contract has no such operation."];

        var code = status.ToString(CultureInfo.InvariantCulture);
        if (!operation.Responses.TryGetValue(code, out var response) && (status < 500 || !operation.Responses.TryGetValue("default", out response)))
            return [$"{operation.OperationId}: {status} is not a status of this operation."];

        var content = response.ActualResponse.Content;
        if (content.Count == 0)
            return string.IsNullOrEmpty(body) ? [] : [$"{operation.OperationId}: {status} has no body."];

        var type = contentType?.Split(';')[0].Trim();
        return type is not null && content.TryGetValue(type, out var media)
            ? [.. JudgeJson(media.Schema, body ?? "").Select(fault => $"{operation.OperationId} {status}: {fault}")]
            : [$"{operation.OperationId}: {status} has the content type {string.Join(" or ", content.Keys)}, not {type ?? "none"}."];
    }

    /// <summary>Everything in which a JSON text differs from a schema of the contract.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="json">The text.</param>
    public static IReadOnlyList<string> JudgeJson(JsonSchema schema, string json)
    {
        try
        {
            return [.. Validator.Validate(json, schema, SchemaType.OpenApi3).Select(Describe)];
        }
        catch (JsonException e)
        {
            return [$"not JSON: {e.Message}"];
        }
    }

    static string Describe(ValidationError error) => error is ChildSchemaValidationError { Errors.Count: > 0 } several
        ? $"{error.Path}: {error.Kind} ({string.Join(" | ", several.Errors.Select(child => string.Join(", ", child.Value.Select(Describe))))})"
        : $"{error.Path}: {error.Kind}";

    static IEnumerable<string> JudgeQuery(OpenApiOperation operation, string pathAndQuery)
    {
        var query = pathAndQuery.Split('?', 2).ElementAtOrDefault(1) ?? "";
        var pairs = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToList();
        foreach (var name in pairs.CountBy(pair => pair[0]).Where(count => count.Value > 1))
            yield return $"query {name.Key}: given {name.Value} times.";

        foreach (var pair in pairs)
        {
            var parameter = operation.ActualParameters.FirstOrDefault(it => it.Kind == OpenApiParameterKind.Query && it.Name == pair[0]);
            if (parameter is null)
            {
                yield return $"query {pair[0]}: not a parameter of {operation.OperationId}.";
                continue;
            }

            var value = Uri.UnescapeDataString((pair.ElementAtOrDefault(1) ?? "").Replace('+', ' '));
            var schema = parameter.ActualSchema;
            var isNumber = schema.Type.HasFlag(JsonObjectType.Integer);
            var json = isNumber && long.TryParse(value, CultureInfo.InvariantCulture, out _) ? value : JsonConvert.ToString(value);
            foreach (var fault in JudgeJson(schema, json))
                yield return $"query {pair[0]}: {fault}";
        }
    }

    static IEnumerable<string> JudgeBody(OpenApiOperation operation, string? body)
    {
        var declared = operation.ActualRequestBody;
        if (string.IsNullOrEmpty(body))
            return declared?.IsRequired == true ? [$"{operation.OperationId}: the body is missing."] : [];
        if (declared is null && body == "{}")
            return []; // says nothing, and is what a client sends to whom an empty POST is dangerous
        if (declared is null)
            return [$"{operation.OperationId}: takes no body."];

        return JudgeJson(declared.Content["application/json"].Schema, body).Select(fault => $"{operation.OperationId}: {fault}");
    }

    OpenApiOperation? Find(string method, string pathAndQuery)
    {
        var path = pathAndQuery.Split('?', 2)[0].Split('/');
        return Document.Paths
            .Where(candidate => Fits(candidate.Key.Split('/'), path))
            .SelectMany(candidate => candidate.Value.ActualPathItem)
            .FirstOrDefault(operation => operation.Key.Equals(method, StringComparison.OrdinalIgnoreCase)).Value;
    }

    static bool Fits(string[] template, string[] path) =>
        template.Length == path.Length
        && template.Zip(path).All(parts => parts.First.StartsWith('{') ? parts.Second.Length > 0 : parts.First == parts.Second);
}
