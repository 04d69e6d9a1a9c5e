namespace Arize.Build.Client;

/// <summary>How variables are written in a prompt.</summary>
public enum InputVariableFormat
{
    /// <summary>A format that this version does not know. It cannot be sent.</summary>
    Unknown,

    /// <summary><c>{question}</c>.</summary>
    FString,

    /// <summary><c>{{question}}</c>.</summary>
    Mustache,

    /// <summary>No variables.</summary>
    None,
}

/// <summary>The enums of run configurations on the wire: SCREAMING_SNAKE_CASE.</summary>
internal static class RunConfigurationEnums
{
    static readonly (Enum Value, string Text)[] Texts =
    [
        (MessageRole.System, "SYSTEM"), (MessageRole.User, "USER"), (MessageRole.Assistant, "ASSISTANT"), (MessageRole.Tool, "TOOL"),
        (InputVariableFormat.FString, "F_STRING"), (InputVariableFormat.Mustache, "MUSTACHE"), (InputVariableFormat.None, "NONE"),
    ];

    /// <summary>The value of a text in any casing; the enum's Unknown, which is its zero, if there is none.</summary>
    public static T Read<T>(string? text)
        where T : struct, Enum => text is null ? default : Texts.Where(t => t.Value is T && t.Text == Http.JsonFields.Screaming(text)).Select(t => (T)t.Value).FirstOrDefault();

    public static string Write(Enum value) => Texts.FirstOrDefault(t => t.Value.Equals(value)).Text ?? "UNKNOWN";
}
