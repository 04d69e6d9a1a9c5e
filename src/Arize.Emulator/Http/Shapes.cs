using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Arize.Emulator.Http;

/// <summary>The shapes bodies are made of.</summary>
static partial class Shapes
{
    public static Shape Anything { get; } = (_, _, _) => { };

    public static Shape Flag { get; } = (value, path, check) =>
    {
        if (value?.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
            check.Complain(path, "has to be true or false");
    };

    public static Shape OpenObject { get; } = (value, path, check) =>
    {
        if (value is not JsonObject)
            check.Complain(path, "has to be an object");
    };

    /// <summary>Instants by RFC 3339: with Z or an offset.</summary>
    public static Shape Instant { get; } = (value, path, check) =>
    {
        if (AsText(value) is not { } text || !Rfc3339().IsMatch(text)
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            check.Complain(path, "has to be a time such as 2026-11-01T00:00:00Z");
    };

    public static Shape Id { get; } = (value, path, check) =>
    {
        if (AsText(value) is not { } text || !State.Ids.IsWellFormed(text))
            check.Complain(path, "has to be an id");
    };

    /// <summary>A name of an experiment: the service refuses quotation marks and backslashes.</summary>
    public static Shape ExperimentName { get; } = (value, path, check) =>
    {
        if (AsText(value) is not { } text)
            check.Complain(path, "has to be a text");
        else if (text.AsSpan().ContainsAny('"', '\\'))
            check.Complain(path, "must not contain a quotation mark or a backslash");
    };

    public static Shape Text(int atLeast = 0) => (value, path, check) =>
    {
        if (AsText(value) is not { } text)
            check.Complain(path, "has to be a text");
        else if (text.Length < atLeast)
            check.Complain(path, "must not be empty");
    };

    public static Shape OneOf(params string[] values) => (value, path, check) =>
    {
        if (AsText(value) is not { } text || !values.Any(allowed => check.Words.Say(allowed) == text))
            check.Complain(path, $"has to be one of {string.Join(", ", values.Select(check.Words.Say))}");
    };

    public static Shape Integer(long atLeast = long.MinValue) => (value, path, check) =>
    {
        if (value is not JsonValue number || !number.TryGetValue(out long found))
            check.Complain(path, "has to be a whole number");
        else if (found < atLeast)
            check.Complain(path, $"has to be {atLeast} or more");
    };

    public static Shape Number(double atLeast = double.MinValue, double atMost = double.MaxValue) => (value, path, check) =>
    {
        if (value is not JsonValue number || number.GetValueKind() != JsonValueKind.Number || !number.TryGetValue(out double found))
            check.Complain(path, "has to be a number");
        else if (found < atLeast || found > atMost)
            check.Complain(path, string.Create(CultureInfo.InvariantCulture, $"has to be from {atLeast} to {atMost}"));
    };

    public static Shape OrNull(Shape shape) => (value, path, check) =>
    {
        if (value is not null)
            shape(value, path, check);
    };

    public static Shape ListOf(Shape item, int atLeast = 0, int atMost = int.MaxValue) => (value, path, check) =>
    {
        if (value is not JsonArray list)
        {
            check.Complain(path, "has to be a list");
            return;
        }

        if (list.Count < atLeast || list.Count > atMost)
            check.Complain(path, atMost == int.MaxValue ? $"needs at least {atLeast}" : $"takes {atLeast} to {atMost} items");
        for (var i = 0; i < list.Count; i++)
            item(list[i], $"{path}[{i}]", check);
    };

    public static Shape MapOf(Shape item) => (value, path, check) =>
    {
        if (value is not JsonObject map)
        {
            check.Complain(path, "has to be an object");
            return;
        }

        foreach (var (key, content) in map)
            item(content, Join(path, key), check);
    };

    public static Shape Closed(params Field[] fields) => Object(fields, isOpen: false);

    public static Shape Open(params Field[] fields) => Object(fields, isOpen: true);

    /// <summary>One of several shapes, chosen by the text of a field.</summary>
    public static Shape By(string field, params (string Value, Shape Shape)[] shapes) => (value, path, check) =>
    {
        OpenObject(value, path, check);
        if (value is not JsonObject holder)
            return;

        OneOf([.. shapes.Select(shape => shape.Value)])(holder[field], Join(path, field), check);
        foreach (var (_, shape) in shapes.Where(shape => check.Words.Say(shape.Value) == AsText(holder[field])))
            shape(value, path, check);
    };

    public static Field Must(string name, Shape shape) => new(name, shape, IsRequired: true);

    public static Field May(string name, Shape shape) => new(name, shape, IsRequired: false);

    static Shape Object(Field[] fields, bool isOpen) => (value, path, check) =>
    {
        if (value is not JsonObject holder)
        {
            check.Complain(path, "has to be an object");
            return;
        }

        foreach (var field in fields)
        {
            if (holder.TryGetPropertyValue(field.Name, out var content))
                field.Shape(content, Join(path, field.Name), check);
            else if (field.IsRequired)
                check.Complain(Join(path, field.Name), "is required");
        }

        foreach (var key in holder.Select(pair => pair.Key).Where(key => !isOpen && !fields.Any(field => field.Name == key)))
            check.Complain(Join(path, key), "is not a field of this request");
    };

    static string? AsText(JsonNode? value) => value is JsonValue text && text.TryGetValue(out string? found) ? found : null;

    static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex Rfc3339();
}
