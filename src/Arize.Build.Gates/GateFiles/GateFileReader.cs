using System.Globalization;
using System.Text;
using System.Text.Json;
using Arize.Build.Client;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Gates.GateFiles;

/// <summary>Reads <c>*.gate.json</c>. All errors are found at once, each with line and column; nothing is sent anywhere.</summary>
internal static class GateFileReader
{
    const int DeepestChain = 8;

    /// <summary>The version of the format that is read.</summary>
    const int Version = 1;

    /// <summary>Reads a gate file and the files that it extends.</summary>
    /// <param name="path">The file, an absolute path.</param>
    /// <param name="build">What may stand in braces.</param>
    /// <param name="settings">The settings from outside the file; the gate is checked with them.</param>
    public static GateReading Read(string path, GateContext build, GateSettings? settings = null)
    {
        var (faults, sources) = (new List<GateDiagnostic>(), new List<byte[]>());
        return Load(path, null, faults, sources) is { } json ? Read(json, path, build, settings ?? new(), faults) with { Sources = sources } : new GateReading(null, faults, sources);
    }

    /// <summary>Reads the text of a gate file that extends no other.</summary>
    internal static GateReading Parse(string text, GateContext build, string path = "/gates/test.gate.json", GateSettings? settings = null)
    {
        var faults = new List<GateDiagnostic>();
        return LocatedJson.Read(Encoding.UTF8.GetBytes(text), new JsonSource(path, GateErrorCode.GateFile), faults) is { } json ? Read(json, path, build, settings ?? new(), faults) : new GateReading(null, faults, []);
    }

    static LocatedJson? Load(string path, SourcePosition? from, List<GateDiagnostic> faults, List<byte[]> sources)
    {
        if (sources.Count > DeepestChain)
        {
            faults.Add(new GateDiagnostic(GateErrorCode.GateFile, "'extends' goes round in a circle, or too deep.", from));
            return null;
        }
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
            sources.Add(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add(new GateDiagnostic(GateErrorCode.GateFile, $"The gate file {RemoteText.Quote(path)} cannot be read: {FileReason.Of(e)}", from));
            return null;
        }
        var json = LocatedJson.Read(bytes, new JsonSource(path, GateErrorCode.GateFile), faults);
        if (json?.Member("extends") is not { Kind: not JsonValueKind.Null } extends)
            return json;
        if (extends.Kind != JsonValueKind.String || extends.Text.Length == 0)
        {
            faults.Add(new GateDiagnostic(GateErrorCode.GateFile, "'extends' must be text: the path of one gate file.", extends.At));
            return null;
        }
        var other = Path.GetFullPath(extends.Text, Path.GetDirectoryName(path)!);
        return Load(other, extends.At, faults, sources) is { } parent ? Merge(parent, json, isTop: true) : null;
    }

    /// <summary>The child's word counts; objects are merged key by key. What is judged is one choice, so it replaces the parent's other ones.</summary>
    static LocatedJson Merge(LocatedJson parent, LocatedJson child, bool isTop = false)
    {
        if (parent.Kind != JsonValueKind.Object || child.Kind != JsonValueKind.Object)
            return child;
        var chooses = isTop && child.Members.Exists(m => GateSections.Subjects.Contains(m.Key));
        var merged = new LocatedJson { Kind = JsonValueKind.Object, At = child.At };
        foreach (var member in parent.Members.Where(m => child.Member(m.Key) is null && !(chooses && GateSections.Subjects.Contains(m.Key))))
            merged.Members.Add(member);
        foreach (var (key, at, value) in child.Members)
            merged.Members.Add((key, at, parent.Member(key) is { } before && key != "baseline" && !GateSections.Subjects.Contains(key) ? Merge(before, value) : value));
        return merged;
    }

    static GateReading Read(LocatedJson json, string path, GateContext build, GateSettings settings, List<GateDiagnostic> faults)
    {
        var context = new ReadingContext(faults, build, Listed(json));
        var root = new Section(json, RenamedWords.Root, GateKeys.Gate, context);
        if (json.Kind != JsonValueKind.Object)
            return new GateReading(null, faults, []);
        CheckVersion(root);
        CheckEnvironment(root);
        var (run, experiment, dataset) = GateSections.Subject(root, context);
        var (evaluate, chained) = GateSections.Evaluate(root, context);
        var wait = GateSections.Wait(root, context);
        var data = GateSections.Data(root, context);
        var baseline = GateSections.Baseline(root, context, Path.GetDirectoryName(path)!);
        var pin = root.Value("pin") is { } pinned ? new Section(pinned, "pin", GateKeys.Pin, context) : null;
        var traces = TracesSectionReader.Subject(root, context);
        var criteria = TracesRules.Criteria(traces, GateSections.Criteria(root, context));
        var results = ResultsSectionReader.Results(root, context, Path.GetDirectoryName(path)!);
        var (repeat, passInconclusive) = GateSections.OnInconclusive(root, context);
        var ofFile = new GateSettings
        {
            Task = run?.Task,
            Space = root.Text("space"),
            ExperimentName = run?.Name ?? results?.Name,
            MaxExamples = run?.MaxExamples,
            Timeout = wait?.Duration("timeout", Section.LongestWaitDays)
                ?? (root.Value("wait") is { Kind: not JsonValueKind.Object } brief ? root.Duration(brief, "wait", Section.LongestWaitDays) : null),
            PollInterval = wait?.Duration("pollInterval", Section.LongestWaitDays),
            OnTimeout = wait?.Choice("onTimeout", ("cancel", OnTimeout.Cancel), ("leave", OnTimeout.Leave)),
            MaxErrors = data.MaxErrors,
            MaxErrorRate = data.MaxErrorRate,
        };
        var gate = new GateDefinition
        {
            Path = path,
            Run = run,
            Experiment = experiment,
            Results = results,
            Traces = traces,
            LateScores = wait?.Duration("scores", Section.LongestWaitDays),
            Reuse = ResultsSectionReader.Reuse(root),
            Dataset = dataset ?? baseline?.Dataset,
            Evaluate = evaluate,
            Chained = chained,
            Data = data,
            Baseline = baseline?.Section,
            Criteria = criteria,
            Waivers = WaiverReader.Read(root, criteria, context),
            PinnedDatasetVersion = pin?.Text("datasetVersion"),
            PinnedEvaluators = pin?.Pairs("evaluators") ?? new Dictionary<string, string>(),
            Repeat = repeat,
            PassInconclusive = passInconclusive,
            Reports = root.Texts("reports"),
            PinAt = root.Has("pin") ? root.At("pin") : null,
            TracesAt = root.Has("traces") ? root.At("traces") : null,
            BaselineAt = root.Has("baseline") ? root.At("baseline") : null,
        };
        gate = gate.With(settings, ofFile, build);
        GateRules.Check(gate, root);
        var ordered = faults.Distinct().OrderBy(f => f.At?.File != path).ThenBy(f => f.At?.Line).ThenBy(f => f.At?.Column).ToArray();
        return new GateReading(ordered.Any(f => f.Severity == DiagnosticSeverity.Error) ? null : gate, ordered, []) { Properties = context.Properties };
    }

    /// <summary>The listed variables must be known before the first text is read, wherever the list stands.</summary>
    static string[] Listed(LocatedJson json) => json.Member("environment") is { Kind: JsonValueKind.Array } list ? [.. list.Items.Where(i => i.Kind == JsonValueKind.String).Select(i => i.Text)] : [];

    /// <summary>A file of a later format must not be read as if it were this one.</summary>
    static void CheckVersion(Section root)
    {
        if (root.Count("version", 1) is { } version and not Version)
            root.Add("version", string.Create(CultureInfo.InvariantCulture, $"'version' is {version}, and this package reads version {Version}. Update the package, or write {Version}."));
    }

    /// <summary>A value in braces may end in an experiment's name, in records and reports: no secret goes there.</summary>
    static void CheckEnvironment(Section root)
    {
        foreach (var name in root.Texts("environment") ?? [])
            if (name.Contains("KEY", StringComparison.OrdinalIgnoreCase) || name.Contains("TOKEN", StringComparison.OrdinalIgnoreCase)
                || name.Contains("SECRET", StringComparison.OrdinalIgnoreCase) || name.Contains("PASSWORD", StringComparison.OrdinalIgnoreCase))
                root.Add("environment", $"{RemoteText.Quote(name)} looks like a secret, and what a gate file uses is written into names and records. Leave it out.");
    }
}
