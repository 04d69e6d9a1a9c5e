using System.Text;

namespace Arize.Build.Gates.GateFiles;

/// <summary>What may stand in braces in a gate file: properties of the build, environment variables that the file lists, the commit, the CI build.</summary>
public sealed record Placeholders
{
    /// <summary>Properties that the front end passes, by name; names are compared without regard to case.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    /// <summary>All environment variables. Only those that the file lists are used.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The commit: <c>{git.commit}</c>, and <c>{git.shortCommit}</c> for its first twelve letters.</summary>
    public string? Commit { get; init; }

    /// <summary>The CI build: <c>{ci.build}</c>.</summary>
    public string? Build { get; init; }

    /// <summary>The value of one name; null where there is none.</summary>
    internal string? Find(string name, IReadOnlyCollection<string> listed) => name switch
    {
        "git.commit" => Commit,
        "git.shortCommit" => Commit is { Length: > 12 } commit ? commit[..12] : Commit,
        "ci.build" => Build,
        _ when listed.Contains(name) => Environment.TryGetValue(name, out var value) && value.Length > 0 ? value : null,
        _ => Property(name),
    };

    string? Property(string name) => Properties.FirstOrDefault(p => p.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Replaces <c>{name}</c>; <c>{{</c> and <c>}}</c> are braces.</summary>
    /// <param name="text">The text.</param>
    /// <param name="listed">The environment variables that the file lists.</param>
    /// <param name="unknown">Hears of each name without a value.</param>
    /// <param name="used">Takes the properties that are used; null for nothing.</param>
    internal string Expand(string text, IReadOnlyCollection<string> listed, Action<string> unknown, IDictionary<string, string>? used = null)
    {
        if (!text.Contains('{', StringComparison.Ordinal) && !text.Contains('}', StringComparison.Ordinal))
            return text;
        var whole = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var end = text[i] == '{' ? text.IndexOf('}', i) : -1;
            if (text[i] is '{' or '}' && i + 1 < text.Length && text[i + 1] == text[i])
                whole.Append(text[i++]);
            else if (end > 0)
            {
                var name = text[(i + 1)..end];
                if (Find(name, listed) is { } value)
                {
                    whole.Append(value);
                    if (used is not null && !listed.Contains(name) && Property(name) is not null)
                        used[name] = value;
                }
                else
                    unknown(name);
                i = end;
            }
            else
                whole.Append(text[i]);
        }
        return whole.ToString();
    }
}
