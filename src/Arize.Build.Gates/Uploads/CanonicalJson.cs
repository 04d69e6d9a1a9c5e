using System.Text.Json.Nodes;

namespace Arize.Build.Gates.Uploads;

/// <summary>JSON in one spelling: fields in the order of their names, no white space. Numbers keep their digits.</summary>
internal static class CanonicalJson
{
    public static string Of(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject map => $"{{{string.Join(',', map.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{JsonValue.Create(f.Key).ToJsonString()}:{Of(f.Value)}"))}}}",
        JsonArray list => $"[{string.Join(',', list.Select(Of))}]",
        _ => node.ToJsonString(),
    };
}
