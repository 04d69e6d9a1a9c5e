using System.Globalization;
using System.Text.Json.Nodes;

namespace Arize.Build.Gates.Runs;

/// <summary>What <c>run.json</c> holds. Never the key, and never the value of an environment variable but the CI build's number.</summary>
public sealed record RunEntry
{
    /// <summary>How far the trigger came.</summary>
    public required RunState State { get; init; }

    /// <summary>The gate, or the name of the single step.</summary>
    public required string Gate { get; init; }

    /// <summary>The build that made this record; null where the build has no identity, and then no other build continues it.</summary>
    public string? Build { get; init; }

    /// <summary>The commit that was built; null where it is not known.</summary>
    public string? Commit { get; init; }

    /// <summary>True where ArizeGateStart made this record for a later build of the same commit to judge.</summary>
    public bool ForLater { get; init; }

    /// <summary>The service's origin.</summary>
    public required string Service { get; init; }

    /// <summary>The dataset of an experiment that was logged; null for a trigger. What was logged is no run: there is nothing to wait for or to cancel.</summary>
    public string? DatasetId { get; init; }

    /// <summary>A hash of the results that were logged: a step that starts again goes on only with the very same.</summary>
    public string? Results { get; init; }

    /// <summary>The task's id; empty for an experiment that was logged.</summary>
    public required string TaskId { get; init; }

    /// <summary>The task's name; empty for an experiment that was logged.</summary>
    public required string TaskName { get; init; }

    /// <summary>The experiment's name, unique on its dataset; null for an evaluation.</summary>
    public string? ExperimentName { get; init; }

    /// <summary>A data_end_time that was made for this trigger and marks its run; null where the user gave one, or none is allowed.</summary>
    public DateTimeOffset? Fingerprint { get; init; }

    /// <summary>The service's time before the trigger was sent.</summary>
    public required DateTimeOffset Prepared { get; init; }

    /// <summary>The runs that existed before, newest first, as far back as matters.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>The run; null until its id is known.</summary>
    public string? RunId { get; init; }

    /// <summary>The experiment; null until it is known.</summary>
    public string? ExperimentId { get; init; }

    /// <summary>How the run ended.</summary>
    public string? Status { get; init; }

    internal JsonObject ToJson() => new()
    {
        ["schema"] = 1,
        ["state"] = State.ToString().ToUpperInvariant(),
        ["gate"] = Gate,
        ["build"] = Build,
        ["commit"] = Commit,
        ["forLater"] = ForLater,
        ["service"] = Service,
        ["datasetId"] = DatasetId,
        ["results"] = Results,
        ["taskId"] = TaskId,
        ["taskName"] = TaskName,
        ["experimentName"] = ExperimentName,
        ["fingerprint"] = Fingerprint is { } mark ? Show(mark) : null,
        ["prepared"] = Show(Prepared),
        ["before"] = new JsonArray([.. Before.Select(b => (JsonNode)b)]),
        ["runId"] = RunId,
        ["experimentId"] = ExperimentId,
        ["status"] = Status,
    };

    static string Show(DateTimeOffset moment) => moment.UtcDateTime.ToString("o", CultureInfo.InvariantCulture);

    /// <summary>Null where the text is no entry that this version can read.</summary>
    internal static RunEntry? Read(JsonNode? json)
    {
        if (json is not JsonObject entry || Text("schema") != "1" || !Enum.TryParse<RunState>(Text("state"), ignoreCase: true, out var state)
            || Text("gate") is not { } gate || Text("service") is not { } service || Text("taskId") is not { } taskId || Text("taskName") is not { } taskName
            || Moment("prepared") is not { } prepared)
            return null;
        return new RunEntry
        {
            State = state,
            Gate = gate,
            Build = Text("build"),
            Commit = Text("commit"),
            ForLater = entry["forLater"] is JsonValue later && later.GetValueKind() == System.Text.Json.JsonValueKind.True,
            Service = service,
            DatasetId = Text("datasetId"),
            Results = Text("results"),
            TaskId = taskId,
            TaskName = taskName,
            ExperimentName = Text("experimentName"),
            Fingerprint = Moment("fingerprint"),
            Prepared = prepared,
            Before = entry["before"] is JsonArray before ? [.. before.Select(b => b?.ToString() ?? "")] : [],
            RunId = Text("runId"),
            ExperimentId = Text("experimentId"),
            Status = Text("status"),
        };

        string? Text(string field) => entry[field] is JsonValue value ? value.ToString() : null;

        DateTimeOffset? Moment(string field) =>
            DateTimeOffset.TryParse(Text(field), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
    }
}
