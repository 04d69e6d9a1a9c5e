namespace Arize.Build.Tests.Documentation;

/// <summary>A fenced block of a page.</summary>
/// <param name="Page">The page, from the repository's root.</param>
/// <param name="Line">The line of its fence.</param>
/// <param name="Language">What stands behind the fence.</param>
/// <param name="Text">What is in it.</param>
/// <param name="Before">The last line above it.</param>
sealed record CodeBlock(string Page, int Line, string Language, string Text, string Before)
{
    public override string ToString() => $"{Page}:{Line}";
}
