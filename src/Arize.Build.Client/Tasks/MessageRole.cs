namespace Arize.Build.Client;

/// <summary>The role of a prompt's message.</summary>
public enum MessageRole
{
    /// <summary>A role that this version does not know. It cannot be sent.</summary>
    Unknown,

    /// <summary>Instructions.</summary>
    System,

    /// <summary>What the user asks.</summary>
    User,

    /// <summary>What the model answered.</summary>
    Assistant,

    /// <summary>What a tool returned.</summary>
    Tool,
}
