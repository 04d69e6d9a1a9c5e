namespace Arize.Emulator;

/// <summary>
/// A project. With <see cref="RequestsPerHour"/> it has traffic: requests of users, each a trace of several spans. What a request is like follows from the seed and its place in time
/// alone, so every emulator shows the same traffic at the same time, and a window that is read twice has the same spans.
/// </summary>
public sealed class ScenarioProject : ScenarioEntry
{
    /// <summary>Requests in an hour, evenly over the day. Default 0: no traffic.</summary>
    public double RequestsPerHour { get; set; }

    /// <summary>How long before the emulator's start the traffic began. Default 7 days.</summary>
    public TimeSpan Since { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Spans of a request, the root span included, 1 to 20. Default 3: the root, a retrieval and a call of a model.</summary>
    public int SpansPerRequest { get; set; } = 3;

    /// <summary>Mean number of requests in a session, 1 or more. Default 4. A session stays with one version.</summary>
    public double RequestsPerSession { get; set; } = 4;

    /// <summary>Share of requests that turn out as their session does, 0 to 1. Default 0.3. It makes the requests of a session resemble each other, as those of a person do.</summary>
    public double SessionEffect { get; set; } = 0.3;

    /// <summary>Key of a dataset of the same space whose examples the users ask; null, the default, makes texts up.</summary>
    public string? Dataset { get; set; }

    /// <summary>How long after its end a span can be evaluated; until then an evaluation run does not find it. Default 0.</summary>
    public TimeSpan EvaluatedAfter { get; set; }

    /// <summary>Seed of the draws; null, the default, is the project's name.</summary>
    public string? Seed { get; set; }

    /// <summary>The versions of the application by the value of <c>service.version</c>.</summary>
    public Dictionary<string, ScenarioVersion> Versions { get; set; } = [];
}
