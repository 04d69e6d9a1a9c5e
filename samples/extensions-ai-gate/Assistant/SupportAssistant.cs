using Microsoft.Extensions.AI;

/// <summary>The application: it answers questions of customers, with whatever model stands behind the chat client.</summary>
public sealed class SupportAssistant(IChatClient chat)
{
    const string Instructions = "You answer questions of customers of a shop from its help pages. Answer with one sentence of a help page, word for word.";

    /// <summary>What is sent to the model for a question.</summary>
    public static IList<ChatMessage> Prompt(string question) => [new(ChatRole.System, Instructions), new(ChatRole.User, question)];

    public Task<ChatResponse> AnswerAsync(string question, CancellationToken cancellationToken = default) =>
        chat.GetResponseAsync(Prompt(question), cancellationToken: cancellationToken);
}
