using Arize.Build.Client;

namespace Arize.Build.Gates.Verdicts;

/// <summary>The numbers of one metric, in the order of the rows.</summary>
internal sealed class Column(ColumnKey key)
{
    /// <summary>Stands for a row with an error. No score is infinite: one that is makes the gate an error.</summary>
    public const double Failed = double.PositiveInfinity;

    readonly List<double> values = [];

    public ColumnKey Key => key;

    /// <summary>The numbers: not a number where a row has no score, <see cref="Failed"/> where it has an error.</summary>
    public IReadOnlyList<double> Values => values;

    public int Scored { get; private set; }

    public int Missing { get; private set; }

    public int FailedRows { get; private set; }

    /// <summary>The first row whose score is there and is no finite number; null where all are finite.</summary>
    public string? NotFinite { get; private set; }

    public bool AllZeroOrOne { get; private set; } = true;

    public bool AllInUnit { get; private set; } = true;

    /// <summary>True where an evaluator, or a person, gave the scores; false for other fields of the rows, which have no natural bounds.</summary>
    public bool FromEvaluations { get; private set; } = true;

    /// <summary>Takes the row's number.</summary>
    /// <returns>The number as it is kept.</returns>
    public double Add(ExperimentRow row) => Add(Read(row));

    /// <summary>Takes a number that was kept before.</summary>
    public double Add(double value)
    {
        values.Add(value);
        if (double.IsNaN(value))
            Missing++;
        else if (double.IsInfinity(value))
            FailedRows++;
        else
        {
            Scored++;
            AllZeroOrOne &= value is 0 or 1;
            AllInUnit &= value is >= 0 and <= 1;
        }
        return value;
    }

    double Read(ExperimentRow row)
    {
        var evaluation = Find(row.Evaluations) ?? Find(row.Annotations);
        var number = evaluation?.Score;
        if (evaluation is null && row.Numbers.TryGetValue(key.Metric, out var field))
            (number, FromEvaluations) = (field, false);
        if (row.Error is not null && !(key.CountsFailedRows && number is not null))
            return Failed;
        if (number is { } score && !double.IsFinite(score))
        {
            NotFinite ??= row.ExampleId ?? row.Id;
            return double.NaN;
        }
        if (key.Labels.Count > 0)
            return evaluation?.Label is { } label ? key.Labels.Contains(label, StringComparer.OrdinalIgnoreCase) ? 1 : 0 : double.NaN;
        return number is { } known ? key.Cutoff is { } cutoff ? known >= cutoff ? 1 : 0 : known : double.NaN;
    }

    /// <summary>By its exact name, else by its name in another casing where only one has it.</summary>
    Evaluation? Find(IReadOnlyDictionary<string, Evaluation> evaluations)
    {
        if (evaluations.TryGetValue(key.Metric, out var exact))
            return exact;
        if (evaluations.Count == 0)
            return null;
        Evaluation? alike = null;
        foreach (var (name, evaluation) in evaluations)
            if (name.Equals(key.Metric, StringComparison.OrdinalIgnoreCase))
            {
                if (alike is not null)
                    return null;
                alike = evaluation;
            }
        return alike;
    }
}
