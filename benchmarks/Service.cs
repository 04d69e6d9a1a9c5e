using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Arize.Build.Benchmarks;

/// <summary>
/// A service that costs as little as it can, in a process of its own: runs whose ids say their task and length, and experiments whose ids say how many rows they have. It prints its address, and ends with its input.
/// </summary>
static class Service
{
    public const string Key = "benchmark";

    /// <summary>The id of a run that ends a while after the clock was set to zero.</summary>
    public static string RunId(int number, int task, int milliseconds) => Id($"TaskRun:{number}:{task}-{milliseconds}");

    /// <summary>The id of an experiment of so many rows.</summary>
    public static string ExperimentId(int rows) => Id($"Experiment:{rows}:x");

    /// <summary>The id of a project of so many spans.</summary>
    public static string ProjectId(int spans) => Id($"Project:{spans}:x");

    static string Id(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    static string[] Parts(string id) => Encoding.UTF8.GetString(Convert.FromBase64String(id)).Split(':', '-');

    public static async Task ServeAsync()
    {
        var (zero, requests) = (Stopwatch.GetTimestamp(), 0);
        var listed = new SortedDictionary<int, List<string>>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Loopback, 0));
        await using var app = builder.Build();
        app.Use((context, next) =>
        {
            Interlocked.Increment(ref requests);
            return next(context);
        });
        app.MapPost("/zero", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            listed.Clear();
            foreach (var id in (await reader.ReadToEndAsync()).Split(',', StringSplitOptions.RemoveEmptyEntries))
                (listed.TryGetValue(int.Parse(Parts(id)[2], CultureInfo.InvariantCulture), out var ids) ? ids : listed[int.Parse(Parts(id)[2], CultureInfo.InvariantCulture)] = []).Add(id);
            (zero, requests) = (Stopwatch.GetTimestamp(), 0);
        });
        app.MapGet("/requests", () => requests - 1);
        app.MapGet("/v2/task-runs/{id}", (string id) => Results.Text(Run(id), "application/json"));
        app.MapGet("/v2/tasks/{id}/runs", (string id, int limit, string? cursor) =>
        {
            var all = listed[int.Parse(Parts(id)[1], CultureInfo.InvariantCulture)];
            var from = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
            return Results.Text($$"""{"task_runs":[{{string.Join(',', all.Skip(from).Take(limit).Select(Run))}}],{{Pagination(from + limit, all.Count)}}}""", "application/json");
        });
        app.MapGet("/v2/experiments/{id}/runs", async (HttpContext context, string id, int limit, string? cursor) =>
        {
            var from = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
            var rows = int.Parse(Parts(id)[1], CultureInfo.InvariantCulture);
            context.Response.ContentType = "application/json";
            var to = context.Response.BodyWriter;
            Rows(to, from, limit, rows);
            await to.FlushAsync();
        });
        app.MapPost("/v2/spans", async (HttpContext context, int limit, string? cursor) =>
        {
            var project = (await JsonDocument.ParseAsync(context.Request.Body)).RootElement.GetProperty("project_id").GetString()!;
            var from = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
            context.Response.ContentType = "application/json";
            Spans(context.Response.BodyWriter, from, limit, int.Parse(Parts(project)[1], CultureInfo.InvariantCulture));
            await context.Response.BodyWriter.FlushAsync();
        });
        await app.StartAsync();
        Console.WriteLine(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        await Console.In.ReadToEndAsync();

        string Run(string id)
        {
            var parts = Parts(id);
            var hasEnded = Stopwatch.GetElapsedTime(zero).TotalMilliseconds >= int.Parse(parts[3], CultureInfo.InvariantCulture);
            return $$"""
                {"id":"{{id}}","task_id":"{{Id($"OnlineTask:{parts[2]}:x")}}","experiment_id":null,"status":"{{(hasEnded ? "COMPLETED" : "RUNNING")}}","run_started_at":"2026-11-24T09:00:01Z","run_finished_at":null,"data_start_time":null,"data_end_time":null,"num_successes":10,"num_errors":0,"num_skipped":0,"created_at":"2026-11-24T09:00:00Z","created_by_user_id":null}
                """;
        }
    }

    static string Pagination(int next, int all) => next < all ? $$"""
        "pagination":{"has_more":true,"next_cursor":"{{next}}"}
        """ : """
        "pagination":{"has_more":false,"next_cursor":null}
        """;

    /// <summary>A page of an experiment's rows.</summary>
    public static void Rows(IBufferWriter<byte> to, int from, int limit, int rows)
    {
        to.Write("{\"experiment_runs\":["u8);
        for (var i = from; i < Math.Min(from + limit, rows); i++)
            Row(to, i, isFirst: i == from);
        to.Write(Encoding.UTF8.GetBytes($"],{Pagination(from + limit, rows)}}}"));
    }

    /// <summary>A row of about 700 bytes with the scores of two evaluators, an answer, an explanation and two numbers of its own.</summary>
    static void Row(IBufferWriter<byte> to, int row, bool isFirst)
    {
        Utf8.TryWrite(to.GetSpan(2000), CultureInfo.InvariantCulture, $$"""
            {{(isFirst ? "" : ",")}}{"id":"{{Id($"ExperimentRun:{row}:x")}}","example_id":"{{Id($"DatasetExample:{row}:x")}}","output":"{{Answer}}","eval.correctness.score":{{(row % 8 == 0 ? 0 : 1)}},"eval.correctness.label":"{{(row % 8 == 0 ? "incorrect" : "correct")}}","eval.correctness.explanation":"{{Why}}","eval.helpfulness.score":0.{{row % 97 + 1}},"latency_ms":{{row % 900 + 100}},"total_tokens":{{row % 300}},"created_at":"2026-11-24T09:00:00Z"}
            """, out var length);
        to.Advance(length);
    }

    static void Spans(PipeWriter to, int from, int limit, int spans)
    {
        to.Write("{\"spans\":["u8);
        for (var i = from; i < Math.Min(from + limit, spans); i++)
        {
            Utf8.TryWrite(to.GetSpan(2000), CultureInfo.InvariantCulture, $$"""
                {{(i == from ? "" : ",")}}{"name":"answer","context":{"trace_id":"{{i / 4:x32}}","span_id":"{{i:x16}}"},"kind":"LLM","parent_id":{{(i % 4 == 0 ? "null" : $"\"{i / 4 * 4:x16}\"")}},"start_time":"2026-11-24T09:00:00Z","end_time":"2026-11-24T09:00:01Z","status_code":"OK","status_message":"","attributes":{"llm.model_name":"model-1","input.value":"{{Why}}","output.value":"{{Answer}}","llm.token_count.total":{{i % 300}}},"evaluations":[{"name":"correctness","score":{{(i % 8 == 0 ? 0 : 1)}},"label":"{{(i % 8 == 0 ? "incorrect" : "correct")}}","explanation":"{{Why}}"}]}
                """, out var length);
            to.Advance(length);
        }
        to.Write(Encoding.UTF8.GetBytes($"],{Pagination(from + limit, spans)}}}"));
    }

    const string Answer = "You can return any item within thirty days. Open the order, choose the item, and print the label; the refund is on its way as soon as the parcel has arrived at our store, usually within five working days.";
    const string Why = "The answer names the period, the way and the time of the refund, and nothing of it contradicts the reference.";
}
