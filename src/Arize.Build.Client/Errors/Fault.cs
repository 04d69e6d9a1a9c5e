using System.Globalization;

namespace Arize.Build.Client;

/// <summary>One function for each code: the only place where its sentences are made.</summary>
internal static class Fault
{
    public static ArizeFault Missing(string setting, string remedy) =>
        new(ArizeErrorKind.Missing, $"{setting} is missing. {remedy}");

    public static ArizeFault Exclusive(IEnumerable<string> given, string remedy) =>
        new(ArizeErrorKind.Exclusive, $"{Join(given)} exclude each other. {remedy}");

    public static ArizeFault WrongForTaskType(string taskType, IEnumerable<string> given, IEnumerable<string> allowed) =>
        new(ArizeErrorKind.WrongForTaskType,
            $"Not valid for {taskType} tasks: {string.Join(", ", given)}. Use {Join(allowed, "or")} instead.");

    public static ArizeFault Number(string setting, string value, string valid) =>
        new(ArizeErrorKind.Number, $"{setting} is {Show(value)}. {valid}");

    public static ArizeFault Duration(string setting, string value, string valid) =>
        new(ArizeErrorKind.Duration, $"{setting} is {Show(value)}. {valid}");

    /// <summary>Never takes the key: only where it was looked for, and what is wrong with it.</summary>
    public static ArizeFault ApiKey(string problem) => new(ArizeErrorKind.ApiKey, problem);

    public static ArizeFault Host(string problem) => new(ArizeErrorKind.Host, problem);

    public static ArizeFault Value(string setting, string value, string valid) =>
        new(ArizeErrorKind.Value, $"{setting} is {Show(value)}. {valid}");

    public static ArizeFault NotFound(string what) => new(ArizeErrorKind.NotFound, what);

    public static ArizeFault Ambiguous(string kind, string name, IEnumerable<string> ids) =>
        new(ArizeErrorKind.Ambiguous,
            $"More than one {kind} is named {Show(name)}: {string.Join(", ", ids)}. Give the id instead of the name.");

    public static ArizeFault Timeout(string runId, TimeSpan timeout, string? lastStatus, string? trouble) =>
        new(ArizeErrorKind.Timeout, string.Create(CultureInfo.InvariantCulture,
            $"Run {runId} did not end within {timeout.TotalSeconds:0.###} s (last status: {lastStatus ?? "none seen"}).{(trouble is null ? "" : " " + trouble)}"));

    public static ArizeFault TooLarge(string what, long bytes, long most) =>
        new(ArizeErrorKind.TooLarge, string.Create(CultureInfo.InvariantCulture,
            $"{what} would be a request of {bytes:N0} bytes, more than MaxBodyBytes {most:N0}. Nothing was sent: the service takes an experiment in one request only. Log fewer examples or fewer fields, or raise MaxBodyBytes."));

    /// <summary>A value of the user's or the service's in quotes, on one line and harmless.</summary>
    public static string Show(string value) => $"'{RemoteText.OneLine(value, 200)}'";

    static string Join(IEnumerable<string> names, string last = "and")
    {
        var all = names.ToArray();
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} {last} {all[^1]}";
    }
}
