using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Arize.Emulator.Http;

/// <summary>What goes back to the caller.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">Null for no body.</param>
/// <param name="ContentType">Type of the body.</param>
sealed record Answer(int Status, string? Body, string ContentType)
{
    public static Answer Ok(JsonNode body) => new(200, body.ToJsonString(Plain), "application/json");

    public static Answer Created(JsonNode body) => new(201, body.ToJsonString(Plain), "application/json");

    /// <summary>Letters outside ASCII are written as they are, not escaped. The default escapes them, for JSON inside HTML.</summary>
    public static JsonSerializerOptions Plain { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Answer Accepted { get; } = new(202, null, "");

    public static Answer Gone { get; } = new(204, null, "");

    /// <summary>Problem details by RFC 9457, with the titles and types of the public error page.</summary>
    public static Answer Problem(int status, string detail)
    {
        var (title, type) = status switch
        {
            400 => ("Invalid request", "invalid-request"),
            401 => ("Authentication required", "authentication-required"),
            403 => ("Access forbidden", "access-forbidden"),
            404 => ("Resource not found", "resource-not-found"),
            405 => ("Method not allowed", "invalid-request"),
            409 => ("Resource conflict", "resource-conflict"),
            422 => ("Unprocessable entity", "unprocessable-entity"),
            429 => ("Rate limit exceeded", "rate-limit-exceeded"),
            501 => ("Not emulated", "service-unavailable"),
            503 => ("Service unavailable", "service-unavailable"),
            _ => ("Server error", "service-unavailable"),
        };
        var body = new JsonObject
        {
            ["title"] = title,
            ["status"] = status,
            ["type"] = $"https://arize.com/docs/ax/rest-reference/errors#{type}",
            ["detail"] = detail,
        };
        return new(status, body.ToJsonString(Plain), "application/problem+json");
    }
}
