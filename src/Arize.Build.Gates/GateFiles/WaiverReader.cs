using System.Globalization;
using System.Text.Json;
using Arize.Build.Client;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Gates.GateFiles;

/// <summary>Reads <c>waivers</c>. All that a waiver has is mandatory: one without a reason, an owner or an end is a criterion removed in silence.</summary>
internal static class WaiverReader
{
    public static IReadOnlyList<Waiver> Read(Section root, IReadOnlyList<Criterion> criteria, ReadingContext context)
    {
        if (root.Value("waivers") is not { } json)
            return [];
        if (json.Kind == JsonValueKind.Array)
            return [.. json.Items.Select(i => One(i, criteria, context)).OfType<Waiver>()];
        root.Add("waivers", "'waivers' must be a list.");
        return [];
    }

    static Waiver? One(LocatedJson json, IReadOnlyList<Criterion> criteria, ReadingContext context)
    {
        var section = new Section(json, "a waiver", GateKeys.Waiver, context);
        if (json.Kind != JsonValueKind.Object)
            return null;
        var waiver = new Waiver
        {
            Criterion = section.Required("criterion", "Name a metric, or what is asked of it, such as \"correctness mayDropBy\"."),
            Reason = section.Required("reason", "Say why the criterion may fail."),
            Owner = section.Required("owner", "Say who answers for it."),
            Expires = Day(section),
            Source = section.Has("criterion") ? section.At("criterion") : section.Place,
        };
        if (waiver.Criterion.Length > 0 && criteria.Count > 0 && !criteria.Any(waiver.Names))
            section.Add("criterion", $"{RemoteText.Quote(waiver.Criterion)} is no criterion of this gate.{Names(waiver.Criterion, criteria)}");
        return waiver;
    }

    static DateOnly Day(Section section)
    {
        var text = section.Required("expires", "Say until when: the last day, such as \"2026-12-31\".");
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        if (text.Length > 0)
            section.Add("expires", $"{RemoteText.Quote(text)} is no day. Write the last day on which the waiver holds as \"2026-12-31\".");
        return default;
    }

    static string Names(string written, IReadOnlyList<Criterion> criteria)
    {
        string[] names = [.. criteria.SelectMany(Waiver.NamesOf).Distinct()];
        return names.Length == 0 ? "" : Spelling.Nearest(written, names) is { } near ? $" Did you mean '{near}'?" : $" There are: {string.Join(", ", names.Take(12))}.";
    }
}
