using System.Globalization;

namespace Arize.Build.Client;

/// <summary>One function for each code: the only place where its sentences are made.</summary>
internal static class Diagnostic
{
    public static ArizeDiagnostic Missing(string setting, string remedy) =>
        new(ArizeErrorCode.Missing, $"{setting} is missing. {remedy}");

    public static ArizeDiagnostic Exclusive(IEnumerable<string> given, string remedy) =>
        new(ArizeErrorCode.Exclusive, $"{Join(given)} exclude each other. {remedy}");

    public static ArizeDiagnostic WrongForTaskType(string taskType, IEnumerable<string> given, IEnumerable<string> allowed) =>
        new(ArizeErrorCode.WrongForTaskType,
            $"Not valid for {taskType} tasks: {string.Join(", ", given)}. Use {Join(allowed, "or")} instead.");

    public static ArizeDiagnostic Number(string setting, string value, string valid) =>
        new(ArizeErrorCode.Number, $"{setting} is {RemoteText.Quote(value)}. {valid}");

    public static ArizeDiagnostic Duration(string setting, string value, string valid) =>
        new(ArizeErrorCode.Duration, $"{setting} is {RemoteText.Quote(value)}. {valid}");

    /// <summary>Never takes the key: only where it was looked for, and what is wrong with it.</summary>
    public static ArizeDiagnostic ApiKey(string problem) => new(ArizeErrorCode.ApiKey, problem);

    public static ArizeDiagnostic Host(string problem) => new(ArizeErrorCode.Host, problem);

    public static ArizeDiagnostic Value(string setting, string value, string valid) =>
        new(ArizeErrorCode.Value, $"{setting} is {RemoteText.Quote(value)}. {valid}");

    public static ArizeDiagnostic NotFound(string what) => new(ArizeErrorCode.NotFound, what);

    public static ArizeDiagnostic Ambiguous(string kind, string name, IEnumerable<string> ids) =>
        new(ArizeErrorCode.Ambiguous,
            $"More than one {kind} is named {RemoteText.Quote(name)}: {string.Join(", ", ids)}. Give the id instead of the name.");

    public static ArizeDiagnostic Timeout(string runId, TimeSpan timeout, string? lastStatus, string? trouble) =>
        new(ArizeErrorCode.Timeout, string.Create(CultureInfo.InvariantCulture,
            $"Run {runId} did not end within {timeout.TotalSeconds:0.###} s (last status: {lastStatus ?? "none seen"}).{(trouble is null ? "" : " " + trouble)}"));

    public static ArizeDiagnostic TooLarge(string what, long bytes, long most) =>
        new(ArizeErrorCode.TooLarge, string.Create(CultureInfo.InvariantCulture,
            $"{what} would be a request of {bytes:N0} bytes, more than MaxBodyBytes {most:N0}. Nothing was sent. Send fewer rows in one request, shorten the largest row, or raise MaxBodyBytes."));

    public static ArizeDiagnostic RowTooLarge(long bytes, long most) =>
        new(ArizeErrorCode.TooLarge, string.Create(CultureInfo.InvariantCulture,
            $"This row alone is {bytes:N0} bytes, and a request may have {most:N0} (maxBodyBytes in a gate file, else MaxBodyBytes). Nothing was sent. Shorten its texts, or raise the limit."));

    static string Join(IEnumerable<string> names, string last = "and")
    {
        var all = names.ToArray();
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} {last} {all[^1]}";
    }
}
