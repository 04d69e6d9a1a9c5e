namespace Arize.Build.Client;

/// <summary>The role of a prompt's message.</summary>
public enum MessageRole
{
    /// <summary>A role that this version does not know. It cannot be sent.</summary>
    Unknown,

    /// <summary>Instructions.</summary>
    System,

    /// <summary>The user's question.</summary>
    User,

    /// <summary>The model's answer.</summary>
    Assistant,

    /// <summary>A tool's result.</summary>
    Tool,
}
