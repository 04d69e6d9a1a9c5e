using System.Text.Json;
using System.Text.Json.Nodes;

var assistant = new SupportAssistant();
if (args is ["answer", var questions, var answers])
{
    // What the build does: every question of the golden set in, one line of JSON for each out.
    File.WriteAllLines(answers, File.ReadLines(questions).Select(line =>
    {
        var example = JsonNode.Parse(line)!;
        return JsonSerializer.Serialize(new { example_id = example["id"]!.GetValue<string>(), output = assistant.Answer(example["question"]!.GetValue<string>()) });
    }));
    return;
}
Console.WriteLine(assistant.Answer(args.Length > 0 ? string.Join(' ', args) : "How long is the warranty on the coffee machine?"));
