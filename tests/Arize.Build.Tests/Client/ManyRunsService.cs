using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Arize.Build.Client;
using Arize.Build.Tests.Faults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Arize.Build.Tests.Client;

/// <summary>A service with many runs, which all began when it did, and nothing else. It counts requests and connections.</summary>
sealed class ManyRunsService : IAsyncDisposable
{
    readonly WebApplication app;
    readonly long started = Stopwatch.GetTimestamp();
    readonly Dictionary<string, (string Task, TimeSpan Length)> runs;
    readonly ConcurrentDictionary<string, byte> cancelled = new();
    int open;

    ManyRunsService(WebApplication app, Dictionary<string, (string, TimeSpan)> runs) => (this.app, this.runs) = (app, runs);

    public IReadOnlyList<string> Ids => [.. runs.Keys];

    /// <summary>How often each run was asked itself.</summary>
    public ConcurrentDictionary<string, int> Looks { get; } = new();

    /// <summary>How often each run was cancelled.</summary>
    public ConcurrentDictionary<string, int> Cancels { get; } = new();

    public int Lists => lists;

    public int MostConnections { get; private set; }

    /// <summary>What a broken list answers; null where lists are good.</summary>
    public int? ListStatus { get; set; }

    int lists;

    public ArizeClient Client() => new(new ArizeClientOptions { Environment = ScriptedArize.Variables(new Uri(app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single())) });

    /// <summary>Starts it.</summary>
    /// <param name="count">How many runs.</param>
    /// <param name="tasks">Of how many tasks.</param>
    /// <param name="length">The length of the run of a number.</param>
    public static async Task<ManyRunsService> Start(int count, int tasks, Func<int, TimeSpan> length)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        ManyRunsService? service = null;
        builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => connection => service!.Count(() => next(connection)));
        }));
        var app = builder.Build();
        service = new ManyRunsService(app, Enumerable.Range(0, count).ToDictionary(i => ScriptedArize.Id($"TaskRun:{i}:x"), i => (ScriptedArize.Id($"OnlineTask:{i % tasks}:x"), length(i))));
        app.MapGet("/v2/task-runs/{id}", (string id) =>
        {
            service.Looks.AddOrUpdate(id, 1, (_, n) => n + 1);
            return Results.Text(service.Run(id), "application/json");
        });
        app.MapGet("/v2/tasks/{id}/runs", (string id, int limit, string? cursor) =>
        {
            Interlocked.Increment(ref service.lists);
            if (service.ListStatus is { } status)
                return Results.StatusCode(status);
            var from = cursor is null ? 0 : int.Parse(cursor, System.Globalization.CultureInfo.InvariantCulture);
            var all = service.runs.Where(r => r.Value.Task == id).Select(r => r.Key).ToArray();
            var next = from + limit < all.Length ? $"\"{from + limit}\"" : "null";
            var page = string.Join(',', all.Skip(from).Take(limit).Select(service.Run));
            return Results.Text($$"""{ "task_runs": [{{page}}], "pagination": { "has_more": {{(next == "null" ? "false" : "true")}}, "next_cursor": {{next}} } }""", "application/json");
        });
        app.MapPost("/v2/task-runs/{id}/cancel", (string id) =>
        {
            service.Cancels.AddOrUpdate(id, 1, (_, n) => n + 1);
            service.cancelled[id] = 1;
            return Results.Text(service.Run(id), "application/json");
        });
        await app.StartAsync();
        return service;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    async Task Count(Func<Task> connection)
    {
        var now = Interlocked.Increment(ref open);
        lock (runs)
            MostConnections = Math.Max(MostConnections, now);
        try
        {
            await connection();
        }
        finally
        {
            Interlocked.Decrement(ref open);
        }
    }

    string Run(string id)
    {
        var (task, length) = runs[id];
        var status = cancelled.ContainsKey(id) ? "CANCELLED" : Stopwatch.GetElapsedTime(started) < length ? "RUNNING" : "COMPLETED";
        return $$"""{"id":"{{id}}","task_id":"{{task}}","status":"{{status}}","num_successes":1,"num_errors":0,"num_skipped":0,"created_at":"2026-11-24T09:00:00Z"}""";
    }
}
