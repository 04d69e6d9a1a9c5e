using System.Text.Json;
using Arize.Build.Gates.Uploads;

namespace Arize.Build.Gates.GateFiles;

/// <summary>Reads <c>results</c> and <c>reuse</c>.</summary>
internal static class ResultsSectionReader
{
    public static ResultsSection? Results(Section root, ReadingContext context, string folder)
    {
        if (root.Value("results") is not { } json)
            return null;
        var section = new Section(json, "results", GateKeys.Results, context);
        var file = section.Required("file", "Name the file with the outputs of your application, from this file's folder.");
        return new ResultsSection
        {
            Dataset = section.Required("dataset", "Name the dataset whose examples were answered."),
            File = Path.GetFullPath(file, folder),
            Name = section.Text("name"),
            AllowMissing = section.Flag("allowMissing") ?? false,
            MaxBodyBytes = section.Count("maxBodyBytes", 1) ?? RowParts.DefaultMaxBytes,
        };
    }

    /// <summary>How old an experiment may be that is judged again: false, true, or a duration. Zero is "never"; null is not said.</summary>
    public static TimeSpan? Reuse(Section root) => root.Value("reuse") switch
    {
        null => null,
        { Kind: JsonValueKind.False } => TimeSpan.Zero,
        { Kind: JsonValueKind.True } => GateDefinition.DefaultReuse,
        { } value => root.Duration(value, "reuse", Section.GreatestAgeDays),
    };
}
