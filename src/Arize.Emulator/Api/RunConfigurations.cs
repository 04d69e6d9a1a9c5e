using System.Text.Json.Nodes;
using Arize.Emulator.Http;
using static Arize.Emulator.Http.Shapes;

namespace Arize.Emulator.Api;

/// <summary>What a RUN_EXPERIMENT task does with each example: shape, the things it names, and how it reads back.</summary>
static class RunConfigurations
{
    static readonly Shape ToolCall = Closed(
        May("id", Text()),
        Must("type", OneOf("FUNCTION")),
        Must("function", Closed(Must("name", Text()), Must("arguments", Text()))));

    static readonly Shape Message = Closed(
        Must("role", OneOf("USER", "ASSISTANT", "SYSTEM", "TOOL")),
        May("content", OrNull(Text())),
        May("tool_call_id", Text()),
        May("tool_calls", ListOf(ToolCall)));

    static readonly Shape ToolConfig = Open(May("tools", ListOf(OpenObject)), May("tool_choice", Anything));

    static readonly Shape ResponseFormat = Closed(
        May("type", OneOf("TEXT", "JSON_OBJECT", "JSON_SCHEMA")),
        May("json_schema", Closed(May("name", Text()), May("description", Text()), May("schema", OpenObject), May("strict", Flag))));

    static readonly Shape InvocationParameters = Open(
        May("temperature", Number()), May("max_tokens", Integer()), May("max_completion_tokens", Integer()), May("top_p", Number()),
        May("frequency_penalty", Number()), May("presence_penalty", Number()), May("stop", ListOf(Text())),
        May("response_format", ResponseFormat), May("tool_config", ToolConfig), May("top_k", Integer()), May("thinking_level", Text()),
        May("thinking_budget", Integer()), May("reasoning_effort", Text()), May("verbosity", Text()));

    /// <summary>The shape of all three kinds.</summary>
    public static Shape Shape { get; } = By(
        "experiment_type",
        ("LLM_GENERATION", Closed(
            Must("experiment_type", Text()), Must("ai_integration_id", Id), May("model_name", Text()),
            Must("messages", ListOf(Message, atLeast: 1)), Must("input_variable_format", OneOf("F_STRING", "MUSTACHE", "NONE")),
            May("invocation_parameters", InvocationParameters), May("provider_parameters", OpenObject), May("tool_config", ToolConfig),
            May("prompt_version_id", OrNull(Id)))),
        ("TEMPLATE_EVALUATION", Closed(
            Must("experiment_type", Text()), Must("ai_integration_id", Id), May("model_name", Text()), Must("template", Text(atLeast: 1)),
            Must("provide_explanation", Flag), May("classification_choices", MapOf(Number())), May("column_mapping", MapOf(Text())),
            May("evaluator_version_id", OrNull(Id)), May("invocation_parameters", InvocationParameters),
            May("provider_parameters", OpenObject))),
        ("AGENT_CALL", Closed(
            Must("experiment_type", Text()), Must("integration_id", Id), Must("input_template", OpenObject))));

    /// <summary>Checks that what a configuration names is there, and puts it into the form it is kept in.</summary>
    public static JsonObject Accept(Call call, JsonObject configuration)
    {
        var world = call.World;
        if (At(configuration, "ai_integration_id") is { } ai)
            Call.Find(world.AiIntegrations, ai, "AI integration");
        if (At(configuration, "prompt_version_id") is { } prompt)
            Call.Find(world.Prompts.SelectMany(it => it.Versions), prompt, "prompt version");
        if (At(configuration, "evaluator_version_id") is { } version)
            Call.Find(world.Evaluators.SelectMany(it => it.Versions), version, "evaluator version");
        if (At(configuration, "integration_id") is { } agent && world.AiIntegrations.Exists(it => it.Id == agent))
            throw Refusal.AgainstTheRules("run_configuration.integration_id has to name an integration of type AGENT.");
        if (At(configuration, "integration_id") is { } id)
            Call.Find(world.Agents, id, "agent integration");

        return Vocabulary.UnderstandConfiguration(configuration);
    }

    /// <summary>As it reads back: placeholders lose the prefix <c>dataset.</c></summary>
    public static JsonObject Json(Call call, JsonObject configuration)
    {
        var copy = call.Words.SayConfiguration(configuration);
        if (copy["input_template"] is JsonObject template)
            copy["input_template"] = JsonNode.Parse(template.ToJsonString().Replace("{{dataset.", "{{", StringComparison.Ordinal));
        return copy;
    }

    static string? At(JsonObject holder, string key) => holder[key]?.GetValue<string>();
}
