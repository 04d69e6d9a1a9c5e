using System.Diagnostics.Tracing;

namespace Arize.Build.Client;

/// <summary>The client's log: one event for each request and each repeated read. The API key is in no event.</summary>
[EventSource(Name = ArizeClient.EventSourceName)]
internal sealed class ArizeEventSource : EventSource
{
    ArizeEventSource()
    {
    }

    /// <summary>The only instance.</summary>
    public static ArizeEventSource Log { get; } = new();

    /// <summary>A request was answered, or failed.</summary>
    /// <param name="message">Method, path, status, size and duration, in one line.</param>
    [Event(1, Level = EventLevel.Informational, Message = "{0}")]
    public void Request(string message) => WriteEvent(1, message);

    /// <summary>A read failed and is repeated.</summary>
    /// <param name="message">Method, path, the pause and the reason, in one line.</param>
    [Event(2, Level = EventLevel.Warning, Message = "{0}")]
    public void Retry(string message) => WriteEvent(2, message);
}
