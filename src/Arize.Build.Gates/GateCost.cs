using System.Globalization;

namespace Arize.Build.Gates;

/// <summary>What a gate cost, as far as the service tells.</summary>
/// <param name="RunsTriggered">Runs that this gate triggered.</param>
/// <param name="Evaluations">Examples times evaluators that judged them.</param>
/// <param name="Totals">Sums of the rows' fields of tokens and money, by field; empty where rows carry none.</param>
public sealed record GateCost(int RunsTriggered, int Evaluations, IReadOnlyDictionary<string, double> Totals)
{
    /// <summary>The cost in one line.</summary>
    public override string ToString()
    {
        var totals = string.Concat(Totals.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => string.Create(CultureInfo.InvariantCulture, $", {t.Key} {t.Value:0.####}")));
        return string.Create(CultureInfo.InvariantCulture, $"{RunsTriggered} run{(RunsTriggered == 1 ? "" : "s")} triggered, {Evaluations} evaluation{(Evaluations == 1 ? "" : "s")}{totals}");
    }
}
