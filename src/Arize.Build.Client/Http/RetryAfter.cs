using System.Globalization;

namespace Arize.Build.Client.Http;

/// <summary>Reads a <c>Retry-After</c> header: whole seconds or a date. A past date is zero; junk and negative numbers are no header at all.</summary>
internal static class RetryAfter
{
    public static TimeSpan? Read(ApiResponse answer, TimeProvider time)
    {
        if (answer.RetryAfter?.Trim() is not { Length: > 0 } text)
            return null;
        if (text.All(char.IsAsciiDigit))
            return double.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < TimeSpan.MaxValue.TotalSeconds / 2
                ? TimeSpan.FromSeconds(seconds)
                : TimeSpan.MaxValue;
        if (!DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
            return null;
        // Against the server's own clock where it says it: this machine's may be wrong.
        var wait = date - (answer.Date ?? time.GetUtcNow());
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}
