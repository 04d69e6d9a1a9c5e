using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Arize.Build.Client.Resolution;

namespace Arize.Build.Client.Http;

/// <summary>
/// Reads answers into their documents. What a document declares as not null must be there; what it does not declare may be there, because
/// the service may gain members at any time. Rows and spans, of which there may be a million, are read without a document: see
/// <see cref="PageReader"/>.
/// </summary>
internal static class AnswerReader
{
    static readonly JsonSerializerOptions Options = new(AnswerJson.Default.Options)
    {
        TypeInfoResolver = AnswerJson.Default.WithAddedModifier(DemandMembers),
        Converters =
        {
            new ValueConverter<string>((ref json) => json.TokenType == JsonTokenType.String ? json.GetString()! : throw Not("text")),
            new ValueConverter<long>((ref json) =>
                json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var count) ? count : throw Not("a whole number")),
            new ValueConverter<DateTimeOffset>((ref json) => JsonFields.Time(ref json) ?? throw Not("a time")),
        },
    };

    /// <summary>Reads an answer or a part of one.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="what">What it is, for the error.</param>
    /// <exception cref="ArizeException">It is not an object, or a member of it is missing or of the wrong type.</exception>
    public static T Read<T>(JsonElement answer, string what)
    {
        if (answer.ValueKind != JsonValueKind.Object)
            throw JsonFields.Unexpected(what, "the answer is not a JSON object");
        try
        {
            return answer.Deserialize((JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T)))!;
        }
        catch (JsonException e)
        {
            throw JsonFields.Unexpected(what, e.Path is { Length: > 0 } path
                ? $"the value of '{path.TrimStart('$', '.')}' is not {e.Data[nameof(Not)] ?? "valid"}"
                : e.Message);
        }
    }

    /// <summary>The serializer of .NET 8 takes null, or nothing at all, for what cannot be null, and null as an entry of a list.</summary>
    static void DemandMembers(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;
        var nullability = new NullabilityInfoContext();
        var demanded = type.Type.GetProperties().Where(p => nullability.Create(p).ReadState == NullabilityState.NotNull)
            .Select(p => JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name)).ToHashSet();
        foreach (var member in type.Properties)
            member.IsRequired = false;
        type.OnDeserialized = read =>
        {
            foreach (var member in type.Properties)
                if (member.Get?.Invoke(read) is var value && value is null && demanded.Contains(member.Name))
                    throw Refused($"the field '{member.Name}' is missing");
                else if (value is IEnumerable<object?> list && list.Contains(null))
                    throw Refused($"an entry of the list '{member.Name}' is null");
        };

        static JsonException Refused(string problem) => new(problem, path: "", null, null);
    }

    static JsonException Not(string kind) => new() { Data = { [nameof(Not)] = kind } };

    sealed class ValueConverter<T>(ItemReader<T> read) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => read(ref reader);

        /// <summary>The keys of a dictionary. Without this, .NET asks its default converter, which a process has only if something in it has serialized by reflection.</summary>
        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() is T key ? key : throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
}

/// <summary>The documents of the service's answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AppendedRowsDocument))]
[JsonSerializable(typeof(DatasetDocument))]
[JsonSerializable(typeof(EvaluatorDocument))]
[JsonSerializable(typeof(ExampleDocument))]
[JsonSerializable(typeof(ExperimentDocument))]
[JsonSerializable(typeof(NamedDocument))]
[JsonSerializable(typeof(PaginationDocument))]
[JsonSerializable(typeof(Project))]
[JsonSerializable(typeof(TaskDocument))]
[JsonSerializable(typeof(TaskRunDocument))]
internal sealed partial class AnswerJson : JsonSerializerContext;
