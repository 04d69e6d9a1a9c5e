using System.Text.Json.Nodes;
using Arize.Build.Client;

namespace Arize.Build.Tests.Client;

/// <summary>Run configurations for tests, in a line each.</summary>
internal static class Configurations
{
    public static LlmGeneration Prompt(string integration, string? model, string question = "{question}") => new()
    {
        AiIntegration = integration,
        ModelName = model,
        Messages = [new PromptMessage(MessageRole.User, question)],
    };

    public static TemplateEvaluation Judge(string integration, string? model, string template, bool explain,
        IReadOnlyDictionary<string, double>? choices = null, IReadOnlyDictionary<string, string>? columns = null) => new()
    {
        AiIntegration = integration,
        ModelName = model,
        Template = template,
        ProvideExplanation = explain,
        ClassificationChoices = choices,
        ColumnMapping = columns,
    };

    public static AgentCall Agent(string integration, JsonObject inputTemplate) => new() { AgentIntegration = integration, InputTemplate = inputTemplate };
}
