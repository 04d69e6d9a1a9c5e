namespace Arize.Emulator;

/// <summary>What a simulated evaluator really computes.</summary>
public enum EvaluatorKind
{
    /// <summary>1 when output and reference are equal, else 0. Case, punctuation and spacing do not count.</summary>
    ExactMatch,

    /// <summary>1 when the output contains the reference, else 0. Case, punctuation and spacing do not count.</summary>
    Contains,

    /// <summary>F1 of the words that output and reference share, 0 to 1; with a threshold 1 or 0.</summary>
    TokenF1,

    /// <summary>1 when the output is JSON, else 0.</summary>
    JsonParseable,

    /// <summary>The number in a column of the row, or in a field of an output that is JSON.</summary>
    Number,

    /// <summary>Scores given in the scenario.</summary>
    Data,
}
