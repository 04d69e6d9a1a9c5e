using System.Text.Json;

/// <summary>
/// Answers from the help pages: the page whose topic shares the rarest words with the question. No model, no chance: the same question has the same answer. With "FirstWord" it is a worse one, which
/// looks at the first word that any page knows and nothing else.
/// </summary>
sealed class SupportAssistant
{
    const string Handover = "I am not sure about that. I will hand you over to a colleague.";

    readonly Page[] pages = JsonSerializer.Deserialize<Page[]>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "help-pages.json")), JsonSerializerOptions.Web)!;
    readonly Dictionary<string, int> known;
    readonly bool firstWordOnly = AppContext.GetData("Assistant.Matching") as string == "FirstWord";

    public SupportAssistant() => known = pages.SelectMany(p => Words(p.Topic).Distinct()).CountBy(w => w).ToDictionary();

    public string Answer(string question)
    {
        var words = Words(question).Where(known.ContainsKey).Distinct().Take(firstWordOnly ? 1 : int.MaxValue).ToHashSet();
        var best = pages.Select(p => (p.Text, Score: Score(p, words))).MaxBy(p => p.Score);
        return best.Score > 0 ? best.Text : Handover;
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
