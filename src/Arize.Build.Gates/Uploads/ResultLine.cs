using System.Text.Json.Nodes;
using Arize.Build.Client;

namespace Arize.Build.Gates.Uploads;

/// <summary>One line of a results file that can be uploaded.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Json">The line, as the file has it.</param>
/// <param name="Content">The fields that have a meaning.</param>
internal sealed record ResultLine(int Number, JsonObject Json, ResultContent Content)
{
    /// <summary>A hash of all that the line holds, whatever the order of its fields.</summary>
    public UInt128 Hash() => OutputDigest.HashOf(CanonicalJson.Of(Json));

    /// <summary>The row as it is sent.</summary>
    public JsonObject ToRow() => ResultsRules.ToRow(Json, Content);
}
