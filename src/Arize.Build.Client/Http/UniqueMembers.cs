using System.Text.Json;

namespace Arize.Build.Client.Http;

/// <summary>
/// An object that has a member twice has two readings, and readers differ in which one they take: <c>"status":"FAILED","status":"COMPLETED"</c>. Such an answer
/// counts as unreadable.
/// </summary>
internal static class UniqueMembers
{
    /// <summary>Refuses a document in which an object gives a member twice.</summary>
    /// <param name="json">The document.</param>
    /// <exception cref="JsonException">A member is given twice, or the document is not JSON.</exception>
    public static void Demand(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var open = new Stack<HashSet<string>>();
        var free = new Stack<HashSet<string>>();
        while (reader.Read())
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    open.Push(free.TryPop(out var used) ? used : new HashSet<string>(StringComparer.Ordinal));
                    break;
                case JsonTokenType.EndObject:
                    var done = open.Pop();
                    done.Clear();
                    free.Push(done);
                    break;
                case JsonTokenType.PropertyName when reader.GetString()! is var name && !open.Peek().Add(name):
                    throw Twice(name);
            }
    }

    public static JsonException Twice(string name) => new($"the member {RemoteText.Quote(name)} is given twice in one object");
}
