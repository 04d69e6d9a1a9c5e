using System.Globalization;
using System.Text.Json;
using Arize.Build.Client;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Gates.GateFiles;

/// <summary>Where sections put what is wrong with them, and how they read braces.</summary>
internal sealed record ReadingContext(List<GateDiagnostic> Diagnostics, GateContext Build, IReadOnlyCollection<string> Environment)
{
    /// <summary>The properties that stood in braces, by name: what is asked depends on them.</summary>
    public SortedDictionary<string, string> Properties { get; } = new(StringComparer.OrdinalIgnoreCase);

    public void Add(SourcePosition at, string message, DiagnosticSeverity severity = DiagnosticSeverity.Error) => Diagnostics.Add(new GateDiagnostic(GateErrorCode.GateFile, message, at, severity));
}

/// <summary>Reads the keys of one JSON object. Nothing throws: every fault is noted with its place, so that a user sees all of them at once.</summary>
internal sealed class Section
{
    /// <summary>The key of an experiment's name, which need not be the same in a later step.</summary>
    const string NameOfExperiment = "name";

    /// <summary>The longest wait, as for a single run: timers end at 49 days.</summary>
    public const int LongestWaitDays = 30;

    /// <summary>The greatest age of something that is looked for.</summary>
    public const int GreatestAgeDays = 365;

    readonly LocatedJson json;
    readonly ReadingContext context;

    public Section(LocatedJson json, string name, string[] known, ReadingContext context)
    {
        (this.json, this.context) = (json, context);
        if (json.Kind != JsonValueKind.Object)
            context.Add(json.At, $"{name} must be an object.");
        foreach (var (key, at, _) in json.Members.Where(m => !known.Contains(m.Key)))
            context.Add(at, RenamedWords.Keys.TryGetValue((name, key), out var renamed) ? renamed
                : $"{RemoteText.Quote(key)} is unknown in {name}. {(Spelling.Nearest(key, known) is { } near ? $"Did you mean '{near}'?" : $"Known: {string.Join(", ", known.Where(k => k[0] != '$'))}.")}");
    }

    public SourcePosition Place => json.At;

    public bool Has(string key) => json.Member(key) is { Kind: not JsonValueKind.Null };

    public LocatedJson? Value(string key) => json.Member(key) is { Kind: not JsonValueKind.Null } value ? value : null;

    public SourcePosition At(string key) => json.Members.Find(m => m.Key == key) is { Key: not null } member ? member.At : json.At;

    public void Add(string key, string message, DiagnosticSeverity severity = DiagnosticSeverity.Error) => context.Add(At(key), message, severity);

    public void AddAt(SourcePosition at, string message) => context.Add(at, message);

    public string? Text(string key) => Value(key) is { } value ? Text(value, key) : null;

    public string Required(string key, string remedy)
    {
        if (Text(key) is { } text)
            return text;
        if (!Has(key))
            context.Add(json.At, $"'{key}' is missing. {remedy}");
        return "";
    }

    public IReadOnlyList<string>? Texts(string key) => Value(key) is { } value ? Texts(value, key) : null;

    public IReadOnlyList<string> Texts(LocatedJson value, string key)
    {
        if (value.Kind == JsonValueKind.Array)
            return [.. value.Items.Select(i => Text(i, key)).OfType<string>()];
        context.Add(value.At, $"'{key}' must be a list of texts.");
        return [];
    }

    public IReadOnlyDictionary<string, string>? Pairs(string key)
    {
        if (Value(key) is not { } value)
            return null;
        if (value.Kind != JsonValueKind.Object)
            context.Add(value.At, $"'{key}' must be an object of texts.");
        return value.Members.Select(m => (m.Key, Value: Text(m.Value, m.Key))).Where(m => m.Value is not null).ToDictionary(m => m.Key, m => m.Value!, StringComparer.Ordinal);
    }

    public bool? Flag(string key)
    {
        if (Value(key) is not { } value)
            return null;
        if (value.Kind is JsonValueKind.True or JsonValueKind.False)
            return value.Kind == JsonValueKind.True;
        context.Add(value.At, $"'{key}' must be true or false.");
        return null;
    }

    public int? Count(string key, int least, int most = int.MaxValue)
    {
        if (Value(key) is not { } value)
            return null;
        if (value.Kind == JsonValueKind.Number && int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count)
            && count >= least && count <= most)
            return count;
        context.Add(value.At, string.Create(CultureInfo.InvariantCulture, $"'{key}' must be a whole number, {least} {(most == int.MaxValue ? "or more" : $"to {most}")}."));
        return null;
    }

    /// <summary>A finite number; JSON itself allows 1e999.</summary>
    public double? Number(string key, Predicate<double> isValid, string valid)
    {
        if (Value(key) is not { } value)
            return null;
        if (value.Kind == JsonValueKind.Number && double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && isValid(number))
            return number;
        context.Add(value.At, $"'{key}' must be {valid}.");
        return null;
    }

    public double? Share(string key) => Number(key, n => n is >= 0 and <= 1, "a number from 0 to 1, such as 0.01");

    public TimeSpan? Duration(string key, int mostDays) => Value(key) is { } value ? Duration(value, key, mostDays) : null;

    public TimeSpan? Duration(LocatedJson value, string key, int mostDays)
    {
        if (Settings.Duration.TryParse(value.Kind == JsonValueKind.String ? Text(value, key) ?? "" : value.Text, out var duration) && duration > TimeSpan.Zero && duration <= TimeSpan.FromDays(mostDays))
            return duration;
        context.Add(value.At, $"'{key}' must be a duration above 0, at most {mostDays} days. {Settings.Duration.Valid}");
        return null;
    }

    /// <summary>One of a few words.</summary>
    public T? Choice<T>(string key, params (string Word, T Meaning)[] words)
        where T : struct => Choice(key, new Dictionary<string, string>(), words);

    /// <summary>One of a few words; one that was renamed gets an error that names the new one.</summary>
    public T? Choice<T>(string key, IReadOnlyDictionary<string, string> renamed, params (string Word, T Meaning)[] words)
        where T : struct
    {
        if (Value(key) is not { } value)
            return null;
        if (value.Kind == JsonValueKind.String && renamed.TryGetValue(value.Text, out var now))
        {
            context.Add(value.At, now);
            return null;
        }
        foreach (var (word, meaning) in words)
            if (value.Kind == JsonValueKind.String && value.Text.Equals(word, StringComparison.OrdinalIgnoreCase))
                return meaning;
        context.Add(value.At, $"'{key}' must be {string.Join(" or ", words.Select(w => $"\"{w.Word}\""))}.");
        return null;
    }

    /// <summary>Text of any value, with its braces replaced.</summary>
    public string? Text(LocatedJson value, string key)
    {
        if (value.Kind != JsonValueKind.String || value.Text.Length == 0)
        {
            context.Add(value.At, $"'{key}' must be text, and not empty.");
            return null;
        }
        return Placeholders.Expand(context.Build, value.Text, context.Environment, name => context.Add(value.At,
            $"{{{RemoteText.OneLine(name, 60)}}} has no value. Braces may hold a property of the build, git.commit, git.shortCommit, ci.build, or a variable that is listed in \"environment\" and set. "
            + "Write {{ and }} for braces."),
            key == NameOfExperiment ? null : context.Properties);
    }
}
