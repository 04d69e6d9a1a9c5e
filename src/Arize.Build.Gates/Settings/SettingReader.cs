using System.Globalization;
using Arize.Build.Client;

namespace Arize.Build.Gates.Settings;

/// <summary>
/// From the strings of a build tool to values, under the invariant culture. Faults are collected, each naming its setting and what would be valid, so that a user sees
/// all of them at once. An empty string is "not set".
/// </summary>
internal sealed class SettingReader
{
    readonly List<ArizeDiagnostic> faults = [];

    /// <summary>What was wrong so far.</summary>
    public IReadOnlyList<ArizeDiagnostic> Diagnostics => faults;

    /// <summary>Adds what a check elsewhere found.</summary>
    /// <param name="found">The faults.</param>
    public void Add(IEnumerable<ArizeDiagnostic> found) => faults.AddRange(found);

    /// <summary>Throws everything that was wrong, if anything was.</summary>
    /// <exception cref="ArizeException">At least one setting is wrong.</exception>
    public void Throw()
    {
        if (faults.Count > 0)
            throw new ArizeException(faults);
    }

    /// <summary>Makes the client. Its own settings are checked even where others are wrong: the user sees all errors at once.</summary>
    /// <param name="options">The client's settings.</param>
    /// <exception cref="ArizeException">At least one setting is wrong.</exception>
    public ArizeClient Connect(ArizeClientOptions options)
    {
        var arize = new ArizeClient(options);
        try
        {
            arize.Validate();
        }
        catch (ArizeException e)
        {
            faults.AddRange(e.Diagnostics);
        }
        if (faults.Count == 0)
            return arize;
        arize.Dispose();
        throw new ArizeException(faults);
    }

    /// <summary>Text, trimmed; null if not set.</summary>
    /// <param name="value">The string.</param>
    public static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    /// <summary>Text that must be set.</summary>
    /// <param name="setting">The setting's name.</param>
    /// <param name="value">The string.</param>
    /// <param name="remedy">What to set.</param>
    public string Required(string setting, string? value, string remedy)
    {
        if (Text(value) is { } text)
            return text;
        faults.Add(Diagnostic.Missing(setting, remedy));
        return "";
    }

    /// <summary>A whole number.</summary>
    /// <param name="setting">The setting's name.</param>
    /// <param name="value">The string.</param>
    /// <param name="least">The least valid number.</param>
    public int? Count(string setting, string? value, int least = 1)
    {
        if (Text(value) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least)
            return number;
        faults.Add(Diagnostic.Number(setting, text, string.Create(CultureInfo.InvariantCulture, $"Write a whole number, {least} or more.")));
        return null;
    }

    /// <summary>A number that a script gave as one.</summary>
    /// <param name="setting">The setting's name.</param>
    /// <param name="value">The number.</param>
    /// <param name="least">The least valid number.</param>
    public int? Count(string setting, int? value, int least = 1) => Count(setting, value?.ToString(CultureInfo.InvariantCulture), least);

    /// <summary>A share, 0 to 1.</summary>
    /// <param name="setting">The setting's name.</param>
    /// <param name="value">The string.</param>
    public double? Share(string setting, string? value)
    {
        if (Text(value) is not { } text)
            return null;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 1)
            return number;
        var meant = text.Replace(',', '.');
        var example = double.TryParse(meant, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var other) && other is >= 0 and <= 1 ? meant : "0.01";
        faults.Add(Diagnostic.Number(setting, text, $"Write a number from 0 to 1 with a decimal point, such as {example}."));
        return null;
    }

    /// <summary>A share that a script gave as a number.</summary>
    /// <param name="setting">The setting's name.</param>
    /// <param name="value">The share.</param>
    public double? Share(string setting, double? value)
    {
        if (value is null or >= 0 and <= 1)
            return value;
        faults.Add(Diagnostic.Number(setting, value.Value.ToString(CultureInfo.InvariantCulture), "Give a number from 0 to 1, such as 0.01."));
        return null;
    }

    /// <summary>A duration above zero; see <see cref="Settings.Duration"/>.</summary>
    /// <param name="setting">The setting's name.</param>
    /// <param name="value">The string.</param>
    /// <param name="most">The longest valid duration; 30 days if not given.</param>
    public TimeSpan? Duration(string setting, string? value, TimeSpan? most = null)
    {
        if (Text(value) is not { } text)
            return null;
        if (Settings.Duration.TryParse(text, out var duration))
            return Within(setting, text, duration, most);
        faults.Add(Diagnostic.Duration(setting, text, Settings.Duration.Valid));
        return null;
    }

    /// <summary>A duration that a script gave as one.</summary>
    /// <param name="setting">The setting's name.</param>
    /// <param name="value">The duration.</param>
    /// <param name="most">The longest valid duration; 30 days if not given.</param>
    public TimeSpan? Duration(string setting, TimeSpan? value, TimeSpan? most = null) =>
        value is { } duration ? Within(setting, duration.ToString("c", CultureInfo.InvariantCulture), duration, most) : null;

    /// <summary>true or false, as MSBuild writes them.</summary>
    /// <param name="setting">The setting's name.</param>
    /// <param name="value">The string.</param>
    public bool? Flag(string setting, string? value)
    {
        if (Text(value) is not { } text)
            return null;
        if (bool.TryParse(text, out var flag))
            return flag;
        faults.Add(Diagnostic.Value(setting, text, "Write true or false."));
        return null;
    }

    /// <summary>One of a few words, in any casing.</summary>
    /// <typeparam name="T">The enum whose members are the words.</typeparam>
    /// <param name="setting">The setting's name.</param>
    /// <param name="value">The string.</param>
    /// <param name="except">A member that cannot be chosen.</param>
    public T? Choice<T>(string setting, string? value, params T[] except)
        where T : struct, Enum
    {
        if (Text(value) is not { } text)
            return null;
        var valid = Enum.GetValues<T>().Except(except).ToArray();
        var word = text.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        foreach (var member in valid)
            if (word.Equals(member.ToString(), StringComparison.OrdinalIgnoreCase))
                return member;
        faults.Add(Diagnostic.Value(setting, text, $"Valid: {string.Join(", ", valid)}."));
        return null;
    }

    /// <summary>A moment: ISO 8601 with Z or an offset, so that it means the same on every machine.</summary>
    /// <param name="setting">The setting's name.</param>
    /// <param name="value">The string.</param>
    public DateTimeOffset? Moment(string setting, string? value)
    {
        if (Text(value) is not { } text)
            return null;
        string[] forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];
        var hasOffset = text.EndsWith('Z') || text.Length > 6 && text[^3] == ':' && text[^6] is '+' or '-';
        if (hasOffset && DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
            return moment;
        faults.Add(Diagnostic.Value(setting, text, "Write ISO 8601 with Z or an offset, such as 2026-11-01T00:00:00Z."));
        return null;
    }

    /// <summary>Pairs, written <c>a=b;c=d</c>. A value may hold an equals sign; a key may not come twice.</summary>
    /// <param name="setting">The setting's name.</param>
    /// <param name="value">The string.</param>
    public IReadOnlyDictionary<string, string> Pairs(string setting, string? value)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in (value ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || !pairs.TryAdd(part[..equals].Trim(), part[(equals + 1)..].Trim()))
                faults.Add(Diagnostic.Value(setting, part, "Write a=b;c=d, each key once."));
        }
        return pairs;
    }

    /// <summary>Links into Arize's pages; null without an organization.</summary>
    /// <param name="organizationSetting">The name of the setting of the organization.</param>
    /// <param name="organization">The organization's id.</param>
    /// <param name="appSetting">The name of the setting of the address.</param>
    /// <param name="appUrl">Where the pages are; Arize's cloud if not set.</param>
    public UiLinks? Links(string organizationSetting, string? organization, string appSetting, string? appUrl)
    {
        var app = UiLinks.Cloud;
        if (Text(appUrl) is { } text && !(Uri.TryCreate(text, UriKind.Absolute, out app) && (app.Scheme == Uri.UriSchemeHttps || app is { IsLoopback: true, Scheme: "http" })))
            faults.Add(Diagnostic.Value(appSetting, text, $"Write an https address, such as {UiLinks.Cloud.GetLeftPart(UriPartial.Authority)}; it is used with {organizationSetting}."));
        return Text(organization) is { } id && app is not null ? new UiLinks(id, app) : null;
    }

    TimeSpan? Within(string setting, string text, TimeSpan duration, TimeSpan? most)
    {
        var longest = most ?? TimeSpan.FromDays(30);
        if (duration > TimeSpan.Zero && duration <= longest)
            return duration;
        faults.Add(Diagnostic.Duration(setting, text, $"It must be above 0 and at most {Settings.Duration.Show(longest)}."));
        return null;
    }
}
