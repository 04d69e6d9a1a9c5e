using System.Text;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Gates.GateFiles;

/// <summary>The names that a gate file may use in braces: properties of the build, environment variables that the file lists, the commit, the CI build.</summary>
internal static class Placeholders
{
    /// <summary>The value of one name; null if it has none.</summary>
    static string? Find(GateContext context, string name, IReadOnlyCollection<string> listed) => name switch
    {
        "git.commit" => context.Commit,
        "git.shortCommit" => context.Commit is { Length: > 12 } commit ? commit[..12] : context.Commit,
        "ci.build" => context.Build,
        _ when listed.Contains(name) => SettingReader.Text(context.Environment.GetValueOrDefault(name)),
        _ => Property(context, name),
    };

    /// <summary>Names of properties are compared without regard to case.</summary>
    static string? Property(GateContext context, string name) => context.Properties.FirstOrDefault(p => p.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Replaces <c>{name}</c>; <c>{{</c> and <c>}}</c> are braces.</summary>
    /// <param name="context">The surroundings, which hold the values.</param>
    /// <param name="text">The text.</param>
    /// <param name="listed">The environment variables that the file lists.</param>
    /// <param name="unknown">Hears of each name without a value.</param>
    /// <param name="used">Takes the properties that are used; null for nothing.</param>
    public static string Expand(GateContext context, string text, IReadOnlyCollection<string> listed, Action<string> unknown, IDictionary<string, string>? used = null)
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
                if (Find(context, name, listed) is { } value)
                {
                    whole.Append(value);
                    if (used is not null && !listed.Contains(name) && Property(context, name) is not null)
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
