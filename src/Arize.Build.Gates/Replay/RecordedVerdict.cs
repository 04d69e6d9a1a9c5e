using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Arize.Build.Client;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Replay;

/// <summary>What a record's verdict says that a replay needs.</summary>
internal sealed record RecordedVerdict
{
    public required Outcome Outcome { get; init; }
    public required bool Passed { get; init; }

    /// <summary>Outcomes by criterion, in the words of a waiver: <c>correctness mayDropBy</c>.</summary>
    public required IReadOnlyDictionary<string, Outcome> Criteria { get; init; }
    public RunCounters? Counters { get; init; }
    public DateOnly Day { get; init; }

    /// <summary>True where the gate ended before its rows were judged, or with a fault that no rows can mend.</summary>
    public bool WasStopped { get; init; }

    public static RecordedVerdict Read(JsonObject verdict)
    {
        try
        {
            var criteria = new Dictionary<string, Outcome>(StringComparer.Ordinal);
            foreach (var criterion in verdict["criteria"]!.AsArray())
                criteria[$"{(string)criterion!["title"]!} {(string)criterion["verb"]!}"] = Word((string)criterion["outcome"]!);
            return new RecordedVerdict
            {
                Outcome = Word((string)verdict["outcome"]!),
                Passed = (bool)verdict["passed"]!,
                Criteria = criteria,
                Counters = verdict["counters"] is JsonObject run ? new RunCounters((long)run["successes"]!, (long)run["errors"]!, (long?)run["skipped"]) : null,
                Day = DateTimeOffset.TryParse((string?)verdict["meta"]?["judgedAt"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? DateOnly.FromDateTime(moment.UtcDateTime) : default,
                WasStopped = verdict["scores"] is null || (int)verdict["rows"]! == 0,
            };
        }
        catch (Exception e) when (e is InvalidOperationException or InvalidCastException or NullReferenceException or FormatException or JsonException or ArgumentException)
        {
            throw new ArizeException(new ArizeDiagnostic(GateErrorCode.NotJudged, $"A record's verdict.json is not of the form that this version reads: {RemoteText.OneLine(e.Message, 200)}"), e);
        }
    }

    static Outcome Word(string word) => Enum.TryParse<Outcome>(word, ignoreCase: true, out var outcome) && Enum.IsDefined(outcome) ? outcome : throw new FormatException($"'{RemoteText.OneLine(word, 40)}' is no outcome.");
}
