namespace Arize.Emulator;

/// <summary>One version of a prompt.</summary>
public sealed class ScenarioPromptVersion
{
    /// <summary>Commit message.</summary>
    public string Message { get; set; } = "";

    /// <summary>Text of the system message.</summary>
    public string System { get; set; } = "";

    /// <summary>Text of the user message, with single-brace variables. Default <c>{question}</c>.</summary>
    public string User { get; set; } = "{question}";

    /// <summary>Model it was written for.</summary>
    public string Model { get; set; } = "";

    /// <summary>Labels that point at this version, such as <c>production</c>.</summary>
    public List<string> Labels { get; set; } = [];
}
