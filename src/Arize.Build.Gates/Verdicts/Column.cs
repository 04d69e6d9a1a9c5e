using System.Runtime.CompilerServices;
using Arize.Build.Client;

namespace Arize.Build.Gates.Verdicts;

/// <summary>The numbers of one metric, in the order of the rows.</summary>
/// <param name="key">Which number is taken of a row.</param>
/// <param name="isTraffic">Whether the rows are production traffic: one without a score is unscored, and nothing is missing.</param>
internal sealed class Column(ColumnKey key, bool isTraffic = false)
{
    readonly Parted<double> values = new();
    readonly Parted<ScoreState> states = new();

    public ColumnKey Key => key;

    /// <summary>The numbers; 0 for a row that has none.</summary>
    public Parted<double> Values => values;

    /// <summary>What each row has.</summary>
    public Parted<ScoreState> States => states;

    /// <summary>The numbers of the rows that have one.</summary>
    public IEnumerable<double> Known => values.Where((_, i) => states[i] == ScoreState.Scored);

    public int Scored { get; private set; }

    public int Missing { get; private set; }

    public int FailedRows { get; private set; }

    /// <summary>The example of the first row whose score is not a finite number; null if all are.</summary>
    public string? NotFinite { get; private set; }

    public bool AllZeroOrOne { get; private set; } = true;

    public double Lowest { get; private set; } = double.PositiveInfinity;

    public double Highest { get; private set; } = double.NegativeInfinity;

    /// <summary>How many scores of an evaluator, before any cut-off, lie between 0 and 1.</summary>
    public int InUnit { get; private set; }

    /// <summary>How many do not, and the first of them.</summary>
    public int OutOfUnit { get; private set; }

    /// <summary>The first score that does not lie between 0 and 1.</summary>
    public double FirstOutOfUnit { get; private set; }

    /// <summary>True if an evaluator, or a person, gave the scores; false for other fields of the rows, which have no natural bounds.</summary>
    public bool FromEvaluations { get; private set; } = true;

    /// <summary>A name that differs from the metric's in casing only, of a row that lacks the metric; null if there is none.</summary>
    public string? OtherCasing { get; private set; }

    /// <summary>Takes the row's number.</summary>
    /// <returns>What the row has.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ScoreState Add(ExperimentRow row)
    {
        var (state, value) = Read(row);
        if (isTraffic && state == ScoreState.Missing)
            state = ScoreState.Unscored;
        values.Add(value);
        states.Add(state);
        switch (state)
        {
            case ScoreState.Unscored:
                break;
            case ScoreState.Missing:
                Missing++;
                break;
            case ScoreState.Failed:
                FailedRows++;
                break;
            case ScoreState.NotANumber:
                NotFinite ??= row.ExampleId ?? row.Id;
                break;
            default:
                Scored++;
                AllZeroOrOne &= value is 0 or 1;
                (Lowest, Highest) = (Math.Min(Lowest, value), Math.Max(Highest, value));
                break;
        }
        return state;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    (ScoreState, double) Read(ExperimentRow row)
    {
        if (isTraffic && TrafficMetrics.All.Contains(key.Metric))
            return OfTraffic(row.Numbers[key.Metric]);
        var evaluation = row.Evaluations.GetValueOrDefault(key.Metric) ?? row.Annotations.GetValueOrDefault(key.Metric);
        var number = evaluation?.Score;
        if (evaluation is null && row.Numbers.TryGetValue(key.Metric, out var field))
            (number, FromEvaluations) = (field, false);
        else if (evaluation is null && key.Metric == RowSummary.OutputLength && row.Error is null && RowSummary.Digest(row) is { } output)
            (number, FromEvaluations) = (output.Length, false);
        if (evaluation is null && number is null)
            LookForOtherCasing(row);
        if (row.Error is not null && !(key.CountsFailedRows && number is not null))
            return (ScoreState.Failed, 0);
        if (number is { } score && !double.IsFinite(score))
            return (ScoreState.NotANumber, 0);
        if (key.Labels.Count > 0)
            return evaluation?.Label is { } label ? (ScoreState.Scored, key.Labels.Contains(label, StringComparer.OrdinalIgnoreCase) ? 1 : 0) : (ScoreState.Missing, 0);
        if (number is not { } known)
            return (ScoreState.Missing, 0);
        if (evaluation is not null)
            CountRange(known);
        return (ScoreState.Scored, key.Cutoff is { } cutoff ? known >= cutoff ? 1 : 0 : known);
    }

    /// <summary>Only an error is a number between 0 and 1.</summary>
    (ScoreState, double) OfTraffic(double number)
    {
        FromEvaluations = key.Metric == TrafficMetrics.Error;
        return (ScoreState.Scored, key.Cutoff is { } cutoff ? number >= cutoff ? 1 : 0 : number);
    }

    void CountRange(double score)
    {
        if (ScoreRange.Unit.Contains(score))
            InUnit++;
        else if (OutOfUnit++ == 0)
            FirstOutOfUnit = score;
    }

    /// <summary>A name in another casing is another metric: it is only remembered.</summary>
    void LookForOtherCasing(ExperimentRow row)
    {
        foreach (var name in OtherCasing is null ? row.Evaluations.Keys.Concat(row.Annotations.Keys).Concat(row.Numbers.Keys) : [])
            if (name.Equals(key.Metric, StringComparison.OrdinalIgnoreCase))
                OtherCasing = name;
    }
}
