using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Arize.Emulator;

/// <summary>Reads durations such as "150ms", "2s", "10m", "1h" and "3d".</summary>
sealed partial class Duration : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
        var match = Form().Match(text);
        if (!match.Success)
            throw new JsonException("not a duration. Write a text such as \"150ms\", \"2s\", \"10m\", \"1h\" or \"3d\".");

        var number = double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        return match.Groups[2].Value switch
        {
            "ms" => TimeSpan.FromMilliseconds(number),
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            _ => TimeSpan.FromDays(number),
        };
    }

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"{value.TotalMilliseconds}ms"));

    [GeneratedRegex(@"^([0-9]{1,6}(?:\.[0-9]{1,6})?)(ms|s|m|h|d)$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
