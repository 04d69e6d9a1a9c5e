namespace Arize.Build.Gates.Verdicts;

/// <summary>All that is known about one operator.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Key">Its key in a gate file.</param>
/// <param name="Words">Its words in a report, before the limit.</param>
/// <param name="HigherIsBetter">Its direction.</param>
/// <param name="IsComparison">Whether it compares with a baseline.</param>
internal sealed record OperatorInfo(CriterionOperator Operator, string Key, string Words, bool HigherIsBetter, bool IsComparison);

/// <summary>The one list of operators.</summary>
internal static class OperatorTable
{
    public static readonly IReadOnlyList<OperatorInfo> All =
    [
        new(CriterionOperator.AtLeast, "atLeast", "at least", HigherIsBetter: true, IsComparison: false),
        new(CriterionOperator.AtMost, "atMost", "at most", HigherIsBetter: false, IsComparison: false),
        new(CriterionOperator.MayDropBy, "mayDropBy", "may drop by", HigherIsBetter: true, IsComparison: true),
        new(CriterionOperator.MayRiseBy, "mayRiseBy", "may rise by", HigherIsBetter: false, IsComparison: true),
    ];

    /// <summary>The row of an operator: the table is in the order of the enum, which a test checks.</summary>
    public static OperatorInfo Info(this CriterionOperator criterionOperator) => All[(int)criterionOperator];

    /// <summary>The operator's key in a gate file.</summary>
    public static string Key(this CriterionOperator criterionOperator) => criterionOperator.Info().Key;
}
