using System.Text.Json.Serialization;

namespace Arize.Emulator;

/// <summary>
/// How evaluation results stand on an experiment's rows. The contract leaves this open, so a reader should know them all.
/// </summary>
public enum RowShape
{
    /// <summary>Keys <c>eval.NAME.score</c>, <c>eval.NAME.label</c>, <c>eval.NAME.explanation</c>. The default.</summary>
    Flat,

    /// <summary><c>"evaluations": { NAME: { "score", "label", "explanation" } }</c>.</summary>
    [JsonStringEnumMemberName("object")]
    ByName,

    /// <summary><c>"evaluations": [ { "name", "score", "label", "explanation" } ]</c>.</summary>
    List,
}
