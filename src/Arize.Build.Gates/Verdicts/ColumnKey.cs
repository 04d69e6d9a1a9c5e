using System.Globalization;

namespace Arize.Build.Gates.Verdicts;

/// <summary>Which number is taken of a row. Criteria that take the same one share its column.</summary>
internal sealed record ColumnKey
{
    public required string Metric { get; init; }
    public double? Cutoff { get; init; }
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>A cost on a row with an error was paid all the same.</summary>
    public bool CountsFailedRows { get; init; }

    /// <summary>An example counts as passed only if each of its rows does.</summary>
    public bool NeedsAllRows { get; init; }

    /// <summary>All of the above in one text, by which columns are told apart.</summary>
    public required string Name { get; init; }

    public static ColumnKey Of(Criterion criterion) => criterion.Statistic switch
    {
        StatisticKind.PassRate => new()
        {
            Metric = criterion.Metric,
            Cutoff = criterion.Cutoff,
            Name = string.Create(CultureInfo.InvariantCulture, $"{criterion.Metric} >= {criterion.Cutoff:R}"),
        },
        StatisticKind.PassAll => new()
        {
            Metric = criterion.Metric,
            Cutoff = criterion.Cutoff,
            NeedsAllRows = true,
            Name = string.Create(CultureInfo.InvariantCulture, $"{criterion.Metric} >= {criterion.Cutoff:R} in all runs"),
        },
        StatisticKind.LabelShare => new() { Metric = criterion.Metric, Labels = criterion.Labels, Name = $"{criterion.Metric} in {string.Join('|', criterion.Labels)}" },
        StatisticKind.Sum => new() { Metric = criterion.Metric, CountsFailedRows = true, Name = $"sum of {criterion.Metric}" },
        _ => new() { Metric = criterion.Metric, Name = criterion.Metric },
    };

    public bool Equals(ColumnKey? other) => Name == other?.Name;

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}
