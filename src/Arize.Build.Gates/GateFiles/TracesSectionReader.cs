using System.Text.Json;
using Arize.Build.Client;

namespace Arize.Build.Gates.GateFiles;

/// <summary>Reads <c>traces</c>, of a gate file and of its baseline.</summary>
internal static class TracesSectionReader
{
    public static TracesSection? Subject(Section root, ReadingContext context)
    {
        if (root.Value("traces") is not { } json)
            return null;
        var section = new Section(json, "traces", GateKeys.Traces, context);
        if (json.Kind != JsonValueKind.Object)
            return null;
        var window = Window(section);
        if (!window.HasWindow && !section.Has("last") && !section.Has("from"))
            section.Add("", "The time window is missing: add \"last\" (such as \"2h\"), or \"from\" and \"to\".");
        return new TracesSection
        {
            Project = section.Required("project", "Name the project whose traffic is judged."),
            Window = window,
            Unit = section.Choice("unit", ("rootSpan", ObservationUnit.RootSpan), ("span", ObservationUnit.Span), ("trace", ObservationUnit.Trace)) ?? default,
            MaxSpans = section.Count("maxSpans", 1),
        };
    }

    /// <summary>Another window or filter of the same project.</summary>
    public static WindowSection? Baseline(Section baseline, ReadingContext context)
    {
        if (baseline.Value("traces") is not { } json)
            return null;
        var section = new Section(json, "traces of a baseline", GateKeys.BaselineTraces, context);
        if (json.Kind == JsonValueKind.Object && !GateKeys.BaselineTraces.Any(section.Has))
            section.Add("", "The baseline's traffic is missing: add \"from\" and \"to\" (another time), or \"filter\" (another version at the same time).");
        return Window(section);
    }

    static WindowSection Window(Section section)
    {
        if (section.Has("last") && (section.Has("from") || section.Has("to")))
            section.Add("last", $"'last' and '{(section.Has("from") ? "from" : "to")}' exclude each other. Keep one.");
        if (section.Has("to") && !section.Has("from") && !section.Has("last"))
            section.Add("to", "'to' needs 'from': when does the window begin?");
        return new WindowSection
        {
            Last = section.Duration("last", (int)Runs.TimeWindow.Longest.TotalDays),
            From = Moment(section, "from"),
            To = Moment(section, "to"),
            Filter = section.Text("filter"),
        };
    }

    static WindowMoment? Moment(Section section, string key)
    {
        if (section.Text(key) is not { } text)
            return null;
        if (WindowMoment.Read(text) is { } moment)
            return moment;
        section.Add(key, $"'{key}' is {RemoteText.Quote(text)}, and must be {WindowMoment.Valid}.");
        return null;
    }
}
