namespace Arize.Build.Gates;

/// <summary>A row of the judged experiment that has an error instead of an output. Its texts are shortened, and not neutralised.</summary>
/// <param name="ExampleId">The example.</param>
/// <param name="Error">The error as the service reports it.</param>
internal sealed record FailedRow(string ExampleId, string Error)
{
    /// <summary>The question; null if the dataset has none.</summary>
    public string? Question { get; init; }

    /// <summary>The expected answer; null if the dataset has none.</summary>
    public string? Expected { get; init; }
}
