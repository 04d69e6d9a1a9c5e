using Microsoft.Extensions.AI;

// A model instead of the rules is this one line, with the package of its provider:
// IChatClient chat = new OpenAIClient(key).GetChatClient("gpt-4o-mini").AsIChatClient();
IChatClient chat = new HelpPageClient();
var assistant = new SupportAssistant(chat);
Console.WriteLine(await assistant.AnswerAsync(args.Length > 0 ? string.Join(' ', args) : "How long is the warranty on the coffee machine?"));
