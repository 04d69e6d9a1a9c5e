using System.Globalization;
using System.Text;
using System.Text.Json;
using Arize.Build.Client;

namespace Arize.Build.Gates.Settings;

/// <summary>Reads an emergency override. Whatever is wrong with it is an error before anything is sent: half an override would be none, and nobody would know.</summary>
internal static class OverrideReader
{
    /// <summary>The variable that holds an override as JSON, if no file is named.</summary>
    public const string Variable = "ARIZE_OVERRIDE";

    static readonly string[] Keys = ["owner", "reason", "expires"];

    /// <summary>Reads the override.</summary>
    /// <param name="settings">Takes what is wrong.</param>
    /// <param name="setting">The name of the setting that names the file.</param>
    /// <param name="file">The file; null reads the variable.</param>
    /// <param name="context">The surroundings.</param>
    /// <param name="now">The time.</param>
    /// <returns>Null if there is none, or something is wrong.</returns>
    public static GateOverride? Read(SettingReader settings, string setting, string? file, GateContext context, DateTimeOffset now)
    {
        var path = SettingReader.Text(file) is { } name ? context.FullPath(name) : null;
        if (path is null && !context.Environment.ContainsKey(Variable))
            return null;
        var source = path ?? $"the environment variable {Variable}";
        try
        {
            var faults = new List<GateDiagnostic>();
            var json = LocatedJson.Read(path is null ? Encoding.UTF8.GetBytes(context.Environment[Variable]) : File.ReadAllBytes(path), new JsonSource(source, ArizeErrorCode.Value), faults);
            var found = json is null ? null : Of(json, source, faults, now);
            settings.Add(faults.Select(f => new ArizeDiagnostic(f.Code, string.Create(CultureInfo.InvariantCulture,
                $"{(path is null ? Variable : $"{setting} is {RemoteText.Quote(file!)}, and it")} is not an override (line {f.At!.Line}, column {f.At.Column}): {f.Message}"))));
            return faults.Count == 0 ? found : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            settings.Add([Diagnostic.Value(setting, file!, $"It cannot be read: {FileReason.Of(e)}")]);
            return null;
        }
    }

    static GateOverride? Of(LocatedJson json, string source, List<GateDiagnostic> faults, DateTimeOffset now)
    {
        if (json.Kind != JsonValueKind.Object)
            Add(json.At, "Write an object: { \"owner\": \"…\", \"reason\": \"…\", \"expires\": \"2026-12-31T18:00:00Z\" }.");
        foreach (var (key, at, _) in json.Members.Where(m => !Keys.Contains(m.Key)))
            Add(at, $"{RemoteText.Quote(key)} is unknown. Known: {string.Join(", ", Keys)}.");
        var (owner, reason, expires) = (Text("owner", "Name the person who answers for it."), Text("reason", "Give the reason."), Text("expires", "Give its end, such as \"2026-12-31T18:00:00Z\"."));
        if (owner is null || reason is null || expires is null)
            return null;
        var end = End(expires);
        if (end is null)
            Add(json.Member("expires")!.At, $"expires is {RemoteText.Quote(expires)}. Write a moment with Z or an offset, such as 2026-12-31T18:00:00Z, or the last day, such as 2026-12-31.");
        else if (end <= now)
            Add(json.Member("expires")!.At, $"It expired on {new GateOverride { Owner = owner, Reason = reason, Expires = end.Value, Source = source }.Until}. Remove it, or have it given again.");
        return new GateOverride { Owner = owner, Reason = reason, Expires = end ?? default, Source = source };

        void Add(SourcePosition at, string message) => faults.Add(new GateDiagnostic(ArizeErrorCode.Value, message, at));

        string? Text(string key, string remedy)
        {
            var value = json.Member(key);
            if (value is { Kind: JsonValueKind.String } && SettingReader.Text(value.Text) is { } text)
                return text;
            if (json.Kind == JsonValueKind.Object)
                Add(value?.At ?? json.At, value is null or { Kind: JsonValueKind.Null or JsonValueKind.String } ? $"{key} is missing. {remedy}" : $"{key} must be a text. {remedy}");
            return null;
        }
    }

    /// <summary>A moment, or the end of a day (UTC).</summary>
    static DateTimeOffset? End(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day == DateOnly.MaxValue ? null : new DateTimeOffset(day.AddDays(1), default, TimeSpan.Zero);
        return new SettingReader().Moment("expires", text);
    }
}
