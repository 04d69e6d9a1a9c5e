using System.Globalization;

namespace Arize.Build.Gates;

/// <summary>What a gate cost, as far as the service reports it.</summary>
public sealed record GateCost
{
    /// <summary>The runs that this gate triggered.</summary>
    public int RunsTriggered { get; init; }

    /// <summary>Examples times the evaluators that judged them.</summary>
    public int Evaluations { get; init; }

    /// <summary>Sums of the rows' fields of tokens and money, by field; empty if rows carry none.</summary>
    public IReadOnlyDictionary<string, double> Totals { get; init; } = new Dictionary<string, double>();

    /// <summary>The cost in one line.</summary>
    public override string ToString()
    {
        var totals = string.Concat(Totals.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => string.Create(CultureInfo.InvariantCulture, $", {t.Key} {t.Value:0.####}")));
        return string.Create(CultureInfo.InvariantCulture, $"{RunsTriggered} run{(RunsTriggered == 1 ? "" : "s")} triggered, {Evaluations} evaluation{(Evaluations == 1 ? "" : "s")}{totals}");
    }
}
