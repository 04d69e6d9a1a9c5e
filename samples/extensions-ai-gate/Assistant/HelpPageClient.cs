using System.Text.Json;
using Microsoft.Extensions.AI;

/// <summary>
/// A chat client without a model and without chance: it answers with the help page whose topic shares the rarest words with the question. MATCHING=FirstWord makes a worse one, which looks at the first
/// word that any page knows and nothing else.
/// </summary>
public sealed class HelpPageClient : IChatClient
{
    const string Handover = "I am not sure about that. I will hand you over to a colleague.";

    readonly Page[] pages = JsonSerializer.Deserialize<Page[]>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "help-pages.json")), JsonSerializerOptions.Web)!;
    readonly Dictionary<string, int> known;
    readonly bool firstWordOnly = Environment.GetEnvironmentVariable("MATCHING") == "FirstWord";

    public HelpPageClient() => known = pages.SelectMany(p => Words(p.Topic).Distinct()).CountBy(w => w).ToDictionary();

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var words = Words(messages.Last().Text).Where(known.ContainsKey).Distinct().Take(firstWordOnly ? 1 : int.MaxValue).ToHashSet();
        var best = pages.Select(p => (p.Text, Score: Score(p, words))).MaxBy(p => p.Score);
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, best.Score > 0 ? best.Text : Handover)));
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("The assistant does not stream.");

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    /// <summary>A word that few pages have says more than one that many have; a topic with many words more hits by chance.</summary>
    double Score(Page page, HashSet<string> words)
    {
        var topic = Words(page.Topic).ToArray();
        return topic.Where(words.Contains).Sum(w => Math.Log(1 + (double)pages.Length / known[w])) / Math.Sqrt(topic.Length);
    }

    static IEnumerable<string> Words(string text) =>
        new string([.. text.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) || c == '\'' ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    sealed record Page(string Topic, string Text);
}
