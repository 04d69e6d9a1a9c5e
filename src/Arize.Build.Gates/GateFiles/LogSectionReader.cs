using System.Text.Json;

namespace Arize.Build.Gates.GateFiles;

/// <summary>Reads <c>log</c> and <c>reuse</c>.</summary>
internal static class LogSectionReader
{
    public static LogSection? Log(Section root, ReadingContext context, string folder)
    {
        if (root.Value("log") is not { } json)
            return null;
        var section = new Section(json, "log", GateKeys.Log, context);
        var results = section.Required("results", "Name the file with the outputs of your application, from this file's folder.");
        return new LogSection
        {
            Dataset = section.Required("dataset", "Name the dataset whose examples were answered."),
            Results = Path.GetFullPath(results, folder),
            Name = section.Text("name"),
            AllowMissing = section.Flag("allowMissing") ?? false,
            MaxBodyBytes = section.Count("maxBodyBytes", 1) ?? Client.CreateExperimentRequest.DefaultMaxBodyBytes,
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
