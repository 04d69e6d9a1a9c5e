namespace Arize.Build.Gates.Uploads;

/// <summary>All that is kept of a line of a results file: where it is, and hashes of what it holds.</summary>
/// <param name="Key">The answer that it is.</param>
/// <param name="Line">The line's number, from 1.</param>
/// <param name="Content">A hash of the line.</param>
/// <param name="Output">A hash of its output.</param>
internal readonly record struct ResultRow(ResultKey Key, int Line, UInt128 Content, UInt128 Output);

/// <summary>An answer: to which example, and which one of several.</summary>
/// <param name="Example">A hash of the example's id.</param>
/// <param name="Repeat">The number of the answer, from 1.</param>
internal readonly record struct ResultKey(UInt128 Example, int Repeat);
