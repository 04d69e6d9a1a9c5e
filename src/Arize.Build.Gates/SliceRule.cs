namespace Arize.Build.Gates;

/// <summary>A criterion that is also judged within groups of examples. A slice can only fail, or be listed.</summary>
public sealed record SliceRule
{
    /// <summary>The field that names an example's slice: of the dataset's example, or of the row.</summary>
    public required string By { get; init; }

    /// <summary>The minimum number of examples of a slice that is judged. Default: 20.</summary>
    public int MinExamples { get; init; } = 20;
}
