namespace Arize.Build.Gates;

/// <summary>A place in a file.</summary>
/// <param name="File">The file, an absolute path.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
public sealed record SourcePosition(string File, int Line, int Column);
