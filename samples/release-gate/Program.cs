using System.Text.Json;
using System.Text.Json.Nodes;

// The assistant sends a question to a model with the prompt in assistant.json: the file that the gate has evaluated before this program could be published.
// Without a model at hand it prints the request that it would send.
var prompt = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "assistant.json")))!;
var question = args.Length > 0 ? string.Join(' ', args) : "How long do I have to return a lamp?";
var messages = prompt["messages"]!.AsArray().Select(message => new
{
    role = message!["role"]!.GetValue<string>().ToLowerInvariant(),
    content = message["content"]!.GetValue<string>().Replace("{question}", question, StringComparison.Ordinal),
});
var request = new { model = prompt["model_name"]!.GetValue<string>(), messages };
Console.WriteLine(JsonSerializer.Serialize(request, new JsonSerializerOptions { WriteIndented = true }));
