using System.Text;
using System.Text.Json;
using Arize.Build.Client;
using Arize.Build.Gates.Judging;

namespace Arize.Build.Gates.Files;

/// <summary>Reads <c>*.gate.json</c>. All faults are found at once, each with line and column; nothing is sent anywhere.</summary>
public static class GateFileReader
{
    const int DeepestChain = 8;
    static readonly string[] Subjects = ["run", "existing", "log"];
    static readonly string[] BaselineKinds = ["experiment", "record", "latest"];

    /// <summary>Reads a gate file and the files that it extends.</summary>
    /// <param name="path">The file, an absolute path.</param>
    /// <param name="placeholders">What may stand in braces.</param>
    public static GateReading Read(string path, Placeholders placeholders)
    {
        var faults = new List<GateFault>();
        return Load(path, null, 0, faults) is { } json ? Read(json, path, placeholders, faults) : new GateReading(null, faults);
    }

    /// <summary>Reads the text of a gate file that extends no other.</summary>
    internal static GateReading Parse(string text, Placeholders placeholders, string path = "/gates/test.gate.json")
    {
        var faults = new List<GateFault>();
        return JsonAt.Read(Encoding.UTF8.GetBytes(text), path, faults) is { } json ? Read(json, path, placeholders, faults) : new GateReading(null, faults);
    }

    static JsonAt? Load(string path, SourcePosition? from, int depth, List<GateFault> faults)
    {
        if (depth > DeepestChain)
        {
            faults.Add(new GateFault(ArizeErrorKind.GateFile, "'extends' goes round in a circle, or too deep.", from));
            return null;
        }
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add(new GateFault(ArizeErrorKind.GateFile, $"The gate file {Fault.Show(path)} cannot be read: {RemoteText.OneLine(e.Message, 300)}", from));
            return null;
        }
        var json = JsonAt.Read(bytes, path, faults);
        if (json?.Member("extends") is not { Kind: JsonValueKind.String } extends)
            return json;
        var other = Path.GetFullPath(extends.Text, Path.GetDirectoryName(path)!);
        return Load(other, extends.At, depth + 1, faults) is { } parent ? Merge(parent, json, isTop: true) : null;
    }

    /// <summary>The child's word counts; objects are merged key by key. What is judged is one choice, so it replaces the parent's other ones.</summary>
    static JsonAt Merge(JsonAt parent, JsonAt child, bool isTop = false)
    {
        if (parent.Kind != JsonValueKind.Object || child.Kind != JsonValueKind.Object)
            return child;
        var chooses = isTop && child.Members.Exists(m => Subjects.Contains(m.Key));
        var merged = new JsonAt { Kind = JsonValueKind.Object, At = child.At };
        foreach (var member in parent.Members.Where(m => child.Member(m.Key) is null && !(chooses && Subjects.Contains(m.Key))))
            merged.Members.Add(member);
        foreach (var (key, at, value) in child.Members)
            merged.Members.Add((key, at, parent.Member(key) is { } before && key != "baseline" && !Subjects.Contains(key) ? Merge(before, value) : value));
        return merged;
    }

    static GateReading Read(JsonAt json, string path, Placeholders placeholders, List<GateFault> faults)
    {
        var context = new ReadingContext(faults, placeholders, Listed(json));
        var root = new Section(json, "a gate file", GateKeys.Gate, context);
        if (json.Kind != JsonValueKind.Object)
            return new GateReading(null, faults);
        CheckEnvironment(root);
        var (run, existing, dataset) = Subject(root, context);
        var (evaluate, chained) = Evaluate(root, context);
        var wait = Wait(root, context);
        var data = Data(root, context);
        var baseline = Baseline(root, context, Path.GetDirectoryName(path)!);
        var pin = root.Value("pin") is { } pinned ? new Section(pinned, "pin", GateKeys.Pin, context) : null;
        var criteria = Criteria(root, context);
        var gate = new GateFile
        {
            Path = path,
            Space = root.Text("space"),
            Run = run,
            Existing = existing,
            Dataset = dataset ?? baseline?.Dataset,
            Evaluate = evaluate,
            Chained = chained,
            Timeout = wait?.Duration("timeout") ?? (root.Value("wait") is { Kind: not JsonValueKind.Object } brief ? root.Duration(brief, "wait") : null) ?? RunGateRequest.DefaultTimeout,
            PollInterval = wait?.Duration("pollInterval"),
            OnTimeout = wait?.Choice("onTimeout", ("cancel", Runs.OnTimeout.Cancel), ("leave", Runs.OnTimeout.Leave)) ?? default,
            Data = data,
            Baseline = baseline?.Section,
            Criteria = criteria,
            PinnedDatasetVersion = pin?.Text("datasetVersion"),
            PinnedEvaluators = pin?.Pairs("evaluators") ?? new Dictionary<string, string>(),
            PassInconclusive = root.Choice("onInconclusive", ("fail", false), ("warn", true)) ?? false,
            Reports = root.Texts("reports"),
            PinAt = root.Has("pin") ? root.At("pin") : null,
            BaselineAt = root.Has("baseline") ? root.At("baseline") : null,
        };
        GateRules.Check(gate, root);
        var ordered = faults.Distinct().OrderBy(f => f.At?.File != path).ThenBy(f => f.At?.Line).ThenBy(f => f.At?.Column).ToArray();
        return new GateReading(ordered.Any(f => f.Severity == FaultSeverity.Error) ? null : gate, ordered);
    }

    /// <summary>The listed variables must be known before the first text is read, wherever the list stands.</summary>
    static string[] Listed(JsonAt json) => json.Member("environment") is { Kind: JsonValueKind.Array } list ? [.. list.Items.Where(i => i.Kind == JsonValueKind.String).Select(i => i.Text)] : [];

    /// <summary>A value in braces may end in an experiment's name, in records and reports: no secret goes there.</summary>
    static void CheckEnvironment(Section root)
    {
        foreach (var name in root.Texts("environment") ?? [])
            if (name.Contains("KEY", StringComparison.OrdinalIgnoreCase) || name.Contains("TOKEN", StringComparison.OrdinalIgnoreCase)
                || name.Contains("SECRET", StringComparison.OrdinalIgnoreCase) || name.Contains("PASSWORD", StringComparison.OrdinalIgnoreCase))
                root.Add("environment", $"{Fault.Show(name)} looks like a secret, and what a gate file uses is written into names and records. Leave it out.");
    }

    static (RunSection?, string? Existing, string? Dataset) Subject(Section root, ReadingContext context)
    {
        string[] given = [.. Subjects.Where(root.Has)];
        if (given.Length != 1)
            root.Add(given.Length > 1 ? given[1] : "", given.Length == 0
                ? "What is judged is missing: add \"run\" (trigger a task) or \"existing\" (an experiment that is there)."
                : $"{string.Join(" and ", given.Select(g => $"'{g}'"))} exclude each other. Keep one.");
        if (root.Has("log"))
            root.Add("log", "'log' comes with a later version. Log the experiment first, and judge it with \"existing\".");
        if (root.Value("existing") is { } existing)
        {
            if (existing.Kind == JsonValueKind.String)
                return (null, root.Text("existing"), null);
            var section = new Section(existing, "existing", GateKeys.Existing, context);
            return (null, section.Required("experiment", "Give the name or the id of an experiment."), section.Text("dataset"));
        }
        return (root.Value("run") is { } run ? Run(run, context) : null, null, null);
    }

    static RunSection Run(JsonAt json, ReadingContext context)
    {
        var section = new Section(json, "run", GateKeys.Run, context);
        if (section.Has("maxExamples") && section.Has("exampleIds"))
            section.Add("exampleIds", "'maxExamples' and 'exampleIds' exclude each other. Keep one.");
        if (section.Has("configuration") && !section.Has("dataset"))
            section.Add("configuration", "A task that is made needs the dataset it runs over: add \"dataset\".");
        if (section.Has("dataset") && !section.Has("configuration"))
            section.Add("dataset", "A task that exists has its dataset: leave 'dataset' out, or add \"configuration\" to make the task.");
        return new RunSection
        {
            Task = section.Required("task", "Name the experiment task to run."),
            Configuration = Configuration(section),
            Dataset = section.Text("dataset"),
            Name = section.Text("name"),
            MaxExamples = section.Count("maxExamples", 1),
            ExampleIds = section.Texts("exampleIds"),
            DatasetVersion = section.Text("datasetVersion"),
            Filter = section.Text("filter"),
            Tracing = section.Pairs("tracing"),
        };
    }

    /// <summary>As on the wire; its braces are the prompt's own.</summary>
    static RunConfiguration? Configuration(Section section)
    {
        if (section.Value("configuration") is not { } json)
            return null;
        try
        {
            return RunConfiguration.Parse(json.ToJson(), "configuration");
        }
        catch (ArizeException e)
        {
            foreach (var fault in e.Faults)
                section.Add("configuration", fault.Message);
            return null;
        }
    }

    static (IReadOnlyList<string>, bool Chained) Evaluate(Section root, ReadingContext context)
    {
        if (root.Value("evaluate") is not { Kind: JsonValueKind.Object } json)
            return (root.Texts("evaluate") ?? [], false);
        var section = new Section(json, "evaluate", GateKeys.Evaluate, context);
        if (!section.Has("tasks"))
            section.Add("", "'tasks' is missing. List the evaluation tasks.");
        return (section.Texts("tasks") ?? [], section.Flag("chained") ?? false);
    }

    static Section? Wait(Section root, ReadingContext context) => root.Value("wait") is { Kind: JsonValueKind.Object } json ? new Section(json, "wait", GateKeys.Wait, context) : null;

    static DataPolicy Data(Section root, ReadingContext context)
    {
        var policy = new DataPolicy();
        if (root.Value("data") is not { } json)
            return policy;
        var section = new Section(json, "data", GateKeys.Data, context);
        return new DataPolicy
        {
            Examples = section.Count("examples", 1),
            MinExamples = section.Count("minExamples", 1) ?? policy.MinExamples,
            MaxErrors = section.Count("maxErrors", 0),
            // A count alone is the limit; the rate's default of 0 would forbid what it allows.
            MaxErrorRate = section.Share("maxErrorRate") ?? (section.Has("maxErrors") ? 1 : policy.MaxErrorRate),
            MaxSkippedRate = section.Share("maxSkippedRate") ?? policy.MaxSkippedRate,
            MinOverlap = section.Share("minOverlap") ?? policy.MinOverlap,
        };
    }

    static (BaselineSection Section, string? Dataset)? Baseline(Section root, ReadingContext context, string folder)
    {
        if (root.Value("baseline") is not { } json)
            return null;
        if (json.Kind == JsonValueKind.String)
            return (new BaselineSection { Experiment = root.Text("baseline") }, null);
        var section = new Section(json, "baseline", GateKeys.Baseline, context);
        string[] given = [.. BaselineKinds.Where(section.Has)];
        if (given.Length != 1)
            section.Add(given.Length > 1 ? given[1] : "", given.Length == 0
                ? "Say which baseline: \"experiment\" (a name or an id), \"record\" (a folder) or \"latest\" (a pattern such as main-*)."
                : $"{string.Join(" and ", given.Select(g => $"'{g}'"))} exclude each other. Keep one.");
        if (section.Has("maxAge") && section.Has("experiment"))
            section.Add("maxAge", "'maxAge' belongs to 'latest' and 'record'; a named experiment is as old as it is.");
        if (section.Has("task") && !section.Has("latest"))
            section.Add("task", "'task' belongs to 'latest'.");
        return (new BaselineSection
        {
            Experiment = section.Text("experiment"),
            Record = section.Text("record") is { } record ? Path.GetFullPath(record, folder) : null,
            Latest = section.Text("latest"),
            Task = section.Text("task"),
            MaxAge = section.Duration("maxAge"),
            WhenMissing = section.Choice("whenMissing", ("fail", Outcome.Error), ("warn", Outcome.Warn), ("adopt", Outcome.Pass)) ?? Outcome.Error,
        }, section.Text("dataset"));
    }

    static IReadOnlyList<Criterion> Criteria(Section root, ReadingContext context)
    {
        if (root.Value("criteria") is not { } json)
        {
            root.Add("", "'criteria' is missing. A gate that asks nothing would prove nothing.");
            return [];
        }
        if (json.Kind == JsonValueKind.Array && json.Items.Count > 0)
            return [.. json.Items.SelectMany(i => CriterionReader.Read(i, context))];
        root.Add("criteria", "'criteria' must be a list with at least one criterion.");
        return [];
    }
}
