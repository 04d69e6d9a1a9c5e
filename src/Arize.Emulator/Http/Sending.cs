using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Arize.Emulator.Http;

/// <summary>Puts an answer on the wire, or cuts the connection where a fault says so.</summary>
static class Sending
{
    /// <param name="context">The request to answer.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="fault">What goes wrong on the way; null for nothing.</param>
    /// <param name="now">For the Date header: the clock that records are dated by, not the machine's.</param>
    public static async Task Send(HttpContext context, Answer answer, ScenarioFault? fault, DateTimeOffset now)
    {
        if (fault is { Reset: true })
        {
            context.Abort();
            return;
        }

        var response = context.Response;
        response.StatusCode = answer.Status;
        response.Headers.Date = now.ToString("R", CultureInfo.InvariantCulture);
        if (fault?.RetryAfter is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (answer.Body is null)
            return;

        var bytes = Encoding.UTF8.GetBytes(answer.Body);
        response.ContentType = answer.ContentType;
        response.ContentLength = bytes.Length;
        if (fault is { Truncate: true })
        {
            await response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
            await response.Body.FlushAsync();
            context.Abort();
            return;
        }

        await response.Body.WriteAsync(bytes);
    }
}
