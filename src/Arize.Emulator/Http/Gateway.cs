using System.Text;
using Arize.Emulator.Api;
using Arize.Emulator.Simulation;
using Arize.Emulator.State;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Arize.Emulator.Http;

/// <summary>The way of every request: log, fault, key, route, operation, answer.</summary>
sealed class Gateway(World world, RequestLog log, FaultInjector faults, EmulatorOptions options, string apiKey)
{
    readonly RunEngine engine = new(world);
    readonly Vocabulary words = new(options.Dialect);

    public async Task Handle(HttpContext context)
    {
        var request = context.Request;
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?', 2);
        var path = target[0].Split('/').Select(Uri.UnescapeDataString).ToArray();
        var route = Operations.All.FirstOrDefault(route => route.Method == request.Method && route.Match(path) is not null);
        var template = route?.Template ?? Operations.All.FirstOrDefault(route => route.Match(path) is not null)?.Template;
        var body = await ReadBody(request);
        var number = log.Arrived(new(
            options.Time.GetUtcNow(), request.Method, string.Join('/', path), target.ElementAtOrDefault(1) ?? "", body, 0,
            request.Headers.UserAgent is [{ Length: > 0 } agent] ? agent : null, route?.Operation));

        var fault = faults.Next(request.Method, template);
        if (fault is { Latency.Ticks: > 0, Applied: false })
            await Task.Delay(fault.Latency);

        var replaces = fault is { Status: not null } or { Reset: true };
        var answer = replaces && !fault!.Applied ? Answer.Gone : Operate(context, route, path, body, template is not null);
        if (fault is { Latency.Ticks: > 0, Applied: true })
            await Task.Delay(fault.Latency);
        if (fault?.Status is { } status)
            answer = fault.Body is null ? Answer.Problem(status, "A fault of the scenario.") : new(status, fault.Body, fault.ContentType);

        log.Answered(number, fault?.Reset == true ? 0 : answer.Status);
        await Sending.Send(context, answer, fault, options.Time.GetUtcNow());
    }

    static async Task<string?> ReadBody(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync();
        return text.Length == 0 ? null : text;
    }

    Answer Operate(HttpContext context, Route? route, string[] path, string? body, bool isKnownPath)
    {
        try
        {
            if (context.Request.Headers.Authorization != $"Bearer {apiKey}")
                throw new Refusal(401, "The API key is missing or not known. Send it as 'Authorization: Bearer KEY'.");
            if (route is null)
                throw isKnownPath ? new Refusal(405, "This path has no such method.") : new Refusal(404, "There is no such path.");

            var query = new QueryValues(context.Request.Query, route.Query, words);
            lock (world.Gate)
            {
                var now = options.Time.GetUtcNow();
                engine.CatchUp(now);
                return route.Handle(new Call
                {
                    World = world,
                    Words = words,
                    Now = now,
                    PathValues = route.Match(path)!,
                    Query = query,
                    RawBody = body,
                    ContentType = context.Request.ContentType,
                });
            }
        }
        catch (Refusal refusal)
        {
            return Answer.Problem(refusal.Status, refusal.Message);
        }
        catch (Exception defect)
        {
            return Answer.Problem(500, $"A defect of the emulator: {defect}");
        }
    }
}
