using System.Globalization;

namespace Arize.Build.Client.Http;

/// <summary>The lines of the detailed log: to the event source, and to the build that asked for them. A line that nobody reads is not made.</summary>
internal static class RequestLog
{
    public static void Request(ArizeClientOptions options, FormattableString line)
    {
        if (Line(options, line) is { } text)
            ArizeEventSource.Log.Request(text);
    }

    public static void Retry(ArizeClientOptions options, FormattableString line)
    {
        if (Line(options, line) is { } text)
            ArizeEventSource.Log.Retry(text);
    }

    static string? Line(ArizeClientOptions options, FormattableString line)
    {
        if (options.Trace is null && !ArizeEventSource.Log.IsEnabled())
            return null;
        var text = line.ToString(CultureInfo.InvariantCulture);
        options.Trace?.Invoke(text);
        return text;
    }
}
