using System.Globalization;
using System.Text.Json.Nodes;

namespace Arize.Build.Tests.Traffic;

/// <summary>A span of a test's traffic.</summary>
public sealed class SpanOfTest(string id, string trace, DateTimeOffset start)
{
    public string Id { get; set; } = id;

    public string Trace { get; set; } = trace;

    public string? Parent { get; set; }

    public DateTimeOffset Start { get; set; } = start;

    public double Milliseconds { get; set; } = 400;

    public string Status { get; set; } = "OK";

    public string Version { get; set; } = "1";

    public string? Session { get; set; }

    public string Question { get; set; } = "Where is my order?";

    public string Answer { get; set; } = $"It is on its way, {id}.";

    public int? Tokens { get; set; }

    /// <summary>The score that the span has.</summary>
    public double? Score { get; set; }

    /// <summary>The score that an evaluation gives it; null if it would not.</summary>
    public double? ScoreToCome { get; set; } = 1;

    /// <summary>The span with its score already given.</summary>
    public SpanOfTest Scored(double score)
    {
        Score = ScoreToCome = score;
        return this;
    }

    public string Json()
    {
        var attributes = new JsonObject { ["input.value"] = Question, ["output.value"] = Answer, ["service.version"] = Version };
        if (Session is not null)
            attributes["session.id"] = Session;
        if (Tokens is not null)
            attributes["llm.token_count.total"] = Tokens;
        var span = new JsonObject
        {
            ["name"] = "answer",
            ["context"] = new JsonObject { ["trace_id"] = Trace, ["span_id"] = Id },
            ["kind"] = Parent is null ? "CHAIN" : "LLM",
            ["start_time"] = Text(Start),
            ["end_time"] = Text(Start.AddMilliseconds(Milliseconds)),
            ["status_code"] = Status,
            ["attributes"] = attributes,
            ["annotations"] = new JsonArray(),
            ["evaluations"] = Score is { } score ? new JsonArray(new JsonObject { ["name"] = "helpfulness", ["score"] = score, ["label"] = score >= 0.5 ? "helpful" : "not helpful", ["explanation"] = "Because of the answer." }) : new JsonArray(),
        };
        if (Parent is not null)
            span["parent_id"] = Parent;
        return span.ToJsonString();
    }

    static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("o", CultureInfo.InvariantCulture);
}
