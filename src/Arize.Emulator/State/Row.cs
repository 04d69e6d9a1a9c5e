using System.Text.Json.Nodes;

namespace Arize.Emulator.State;

/// <summary>One row of an experiment.</summary>
sealed record Row(string Id, string? ExampleId, string? Output, string? Error, JsonObject Columns) : IEntity
{
    /// <summary>All results ever given to this row, oldest first.</summary>
    public List<Score> Scores { get; } = [];

    /// <summary>People's annotations by name, as on the wire.</summary>
    public SortedDictionary<string, JsonObject> Annotations { get; } = new(StringComparer.Ordinal);

    /// <summary>The newest result of each evaluator that can be read at a moment.</summary>
    public IEnumerable<Score> ScoresAt(DateTimeOffset now) =>
        Scores.Where(score => score.VisibleFrom <= now).GroupBy(score => score.Evaluator).Select(group => group.Last());

    public bool HasScoreOf(string evaluator) =>
        Scores.Any(score => score.Evaluator == evaluator) || Columns.ContainsKey($"eval.{evaluator}.score");
}

/// <summary>The result of one evaluator on one row.</summary>
sealed record Score(string Evaluator, double? Value, string? Label, string Explanation, DateTimeOffset VisibleFrom);
