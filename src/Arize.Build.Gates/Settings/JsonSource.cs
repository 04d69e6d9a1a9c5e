using System.Text.Json;

namespace Arize.Build.Gates.Settings;

/// <summary>What a JSON text that a user wrote is.</summary>
/// <param name="File">Its file.</param>
/// <param name="Code">The code of errors in it.</param>
internal sealed record JsonSource(string File, string Code)
{
    /// <summary>The number of its first line, for a text that is one line of a file.</summary>
    public int FirstLine { get; init; } = 1;

    /// <summary>Whether it was written by a program: no comments and trailing commas, but any character in its texts.</summary>
    public bool IsData { get; init; }

    internal JsonReaderOptions Options => IsData ? default : new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };
}
