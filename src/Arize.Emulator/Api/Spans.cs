using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Arize.Emulator.Http;
using Arize.Emulator.Simulation;
using Arize.Emulator.State;
using static Arize.Emulator.Http.Shapes;

namespace Arize.Emulator.Api;

/// <summary>Spans and traces of projects. Both operations are reads by POST with one body.</summary>
static class Spans
{
    const int MostSpans = 500;
    const int MostTraces = 50;
    const int MostSpansOfTrace = 1000;

    static readonly TimeSpan DefaultWindow = TimeSpan.FromDays(7);

    static readonly Shape Question = Closed(Must("project_id", Id), May("start_time", Instant), May("end_time", Instant), May("filter", Text(atLeast: 1)));

    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("list_spans", "POST", "/v2/spans", Filters.Paging, ListSpans),
        new("list_traces", "POST", "/v2/traces", Filters.Paging, ListTraces),
    ];

    static Answer ListSpans(Call call)
    {
        var window = Window.Of(call);
        var scores = new SpanEvaluation(call.World);
        return window.Page("spans", MostSpans, Found, it => (it.Span.Start, it.Span.Id), it => Json(call, scores, window.Project.Id, it));

        IEnumerable<(LiveTrace Trace, LiveSpan Span)> Found(Traffic traffic, DateTimeOffset until) =>
            traffic.Spans(window.From, until, call.Now).Where(it => window.Filter?.Matches(it.Span.Text) != false);
    }

    static Answer ListTraces(Call call)
    {
        var window = Window.Of(call);
        var scores = new SpanEvaluation(call.World);
        return window.Page("traces", MostTraces, Found, trace => (trace.Root.Start, trace.Id), Json);

        IEnumerable<LiveTrace> Found(Traffic traffic, DateTimeOffset until) =>
            traffic.Traces(window.From, until, call.Now).Where(trace => InWindow(trace).Any(span => window.Filter?.Matches(span.Text) != false));

        List<LiveSpan> InWindow(LiveTrace trace) =>
            [.. trace.Spans.Where(span => span.Start >= window.From && span.Start < window.Until && span.End <= call.Now)];

        JsonNode Json(LiveTrace trace)
        {
            var spans = InWindow(trace);
            return new JsonObject
            {
                ["trace_id"] = trace.Id,
                ["root_span_id"] = trace.Root.Id,
                ["start_time"] = Stamp.Of(trace.Root.Start),
                ["end_time"] = Stamp.Of(trace.Spans.Max(span => span.End)),
                ["spans_truncated"] = spans.Count > MostSpansOfTrace,
                ["spans"] = new JsonArray([.. spans.Take(MostSpansOfTrace).Select(span => Spans.Json(call, scores, window.Project.Id, (trace, span)))]),
            };
        }
    }

    static JsonObject Json(Call call, SpanEvaluation scores, string projectId, (LiveTrace Trace, LiveSpan Span) it)
    {
        var span = it.Span;
        var json = new JsonObject
        {
            ["name"] = span.Name,
            ["context"] = new JsonObject { ["trace_id"] = span.TraceId, ["span_id"] = span.Id },
            ["kind"] = call.Words.Say(span.Kind),
            ["start_time"] = Stamp.Of(span.Start),
            ["end_time"] = Stamp.Of(span.End),
            ["attributes"] = new JsonObject(span.Attributes.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)(pair.Value is double number ? JsonValue.Create(number) : JsonValue.Create((string)pair.Value))))),
            ["annotations"] = new JsonArray(),
            ["evaluations"] = new JsonArray([.. scores.ScoresAt(projectId, it, call.Now).Select(Json)]),
        };
        if (span.ParentId is not null)
            json["parent_id"] = span.ParentId;
        if (span.StatusCode is { } status)
            json["status_code"] = call.Words.Say(status);
        if (span.Error is not null)
            json["status_message"] = span.Error;
        return json;
    }

    static JsonObject Json(Score score)
    {
        var json = new JsonObject { ["name"] = score.Evaluator, ["explanation"] = score.Explanation };
        if (score.Value is { } value)
            json["score"] = value;
        if (score.Label is { } label)
            json["label"] = label;
        return json;
    }

    /// <summary>The question of one request.</summary>
    sealed record Window(Call Call, Project Project, DateTimeOffset From, DateTimeOffset Until)
    {
        public QueryFilter? Filter { get; private init; }

        /// <summary>What a cursor is bound to.</summary>
        string Identity { get; init; } = "";

        public static Window Of(Call call)
        {
            var body = call.Body(Question);
            var project = Call.Find(call.World.Projects, body["project_id"]!.GetValue<string>(), "project");
            var filter = body["filter"]?.GetValue<string>();
            if (filter is not null && SpanColumns.Complaint(filter) is { } complaint)
                throw Refusal.Malformed($"filter: {complaint}");
            var from = Time(body, "start_time") ?? call.Now - DefaultWindow;
            var until = Time(body, "end_time") ?? call.Now;
            if (from >= until)
                throw Refusal.AgainstTheRules("start_time has to be before end_time.");

            return new(call, project, from, until) { Filter = filter is null ? null : QueryFilter.Parse(filter), Identity = body.ToJsonString() };
        }

        /// <summary>
        /// A page, newest first. A cursor holds the time and the id of the last item of the page before, so what is newer is not made again.
        /// </summary>
        public Answer Page<T>(
            string list, int most, Func<Traffic, DateTimeOffset, IEnumerable<T>> items, Func<T, (DateTimeOffset Start, string Id)> place,
            Func<T, JsonNode> write)
        {
            var limit = Call.Query.Limit(most);
            var question = Http.Page.Fingerprint($"{list}?{Identity}");
            var after = Call.Query.Text("cursor") is { } cursor ? Place(cursor, question) : ((DateTimeOffset Start, string Id)?)null;
            var until = after?.Start.AddMilliseconds(1) is { } narrower && narrower < Until ? narrower : Until;
            var rest = Call.World.Traffic.TryGetValue(Project.Id, out var traffic) ? items(traffic, until) : [];
            var page = rest.Where(item => after is not { } last || IsAfter(place(item), last)).Take(limit + 1).ToList();
            var pagination = new JsonObject { ["has_more"] = page.Count > limit };
            if (page.Count > limit)
            {
                var (start, id) = place(page[limit - 1]);
                pagination["next_cursor"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{question} {start.UtcTicks} {id}")));
            }

            return Answer.Ok(new JsonObject { [list] = new JsonArray([.. page.Take(limit).Select(write)]), ["pagination"] = pagination });
        }

        static bool IsAfter((DateTimeOffset Start, string Id) place, (DateTimeOffset Start, string Id) last) =>
            place.Start < last.Start || (place.Start == last.Start && string.CompareOrdinal(place.Id, last.Id) > 0);

        static (DateTimeOffset Start, string Id) Place(string cursor, string question)
        {
            var bytes = new byte[cursor.Length];
            var parts = Convert.TryFromBase64String(cursor, bytes, out var count) ? Encoding.UTF8.GetString(bytes, 0, count).Split(' ') : [];
            return parts.Length == 3 && parts[0] == question && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks
                ? (new DateTimeOffset(ticks, TimeSpan.Zero), parts[2]) : throw Refusal.Malformed("cursor is not one that this query gave.");
        }

        static DateTimeOffset? Time(JsonObject body, string key) =>
            body[key]?.GetValue<string>() is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;
    }
}
