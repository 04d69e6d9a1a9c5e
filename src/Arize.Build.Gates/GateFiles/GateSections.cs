using System.Text.Json;
using Arize.Build.Client;
using Arize.Build.Gates.Settings;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.GateFiles;

/// <summary>Reads the sections of a gate file.</summary>
internal static class GateSections
{
    /// <summary>What can be judged; a gate has exactly one.</summary>
    public static readonly string[] Subjects = ["run", "experiment", "results", "traces"];

    /// <summary>Their words in the first edition: each has an error already, so that no second one follows from it.</summary>
    static readonly string[] OldSubjects = ["existing", "log"];

    /// <summary>More runs of one gate than this are a mistake.</summary>
    const int MaxRuns = 20;

    static readonly string[] BaselineKinds = ["experiment", "record", "latest", "traces"];

    public static (RunSection?, string? Experiment, string? Dataset) Subject(Section root, ReadingContext context)
    {
        string[] given = [.. Subjects.Where(root.Has)];
        if (given.Length != 1 && !OldSubjects.Any(root.Has))
            root.Add(given.Length > 1 ? given[1] : "", given.Length == 0
                ? "The subject is missing: add \"run\" (trigger a task), \"results\" (outputs of your own application), "
                    + "\"experiment\" (an existing experiment) or \"traces\" (production traffic)."
                : $"{string.Join(" and ", given.Select(g => $"'{g}'"))} exclude each other. Keep one.");
        if (root.Value("experiment") is { } experiment)
        {
            if (experiment.Kind == JsonValueKind.String)
                return (null, root.Text("experiment"), null);
            var section = new Section(experiment, "experiment", GateKeys.Experiment, context);
            return (null, section.Required("name", "Give the name or the id of an experiment."), section.Text("dataset"));
        }
        return (root.Value("run") is { } run ? Run(run, context) : null, null, null);
    }

    static RunSection Run(LocatedJson json, ReadingContext context)
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
            Repeats = section.Count("repeats", 1, MaxRuns) ?? 1,
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
            foreach (var fault in e.Diagnostics)
                section.Add("configuration", fault.Message);
            return null;
        }
    }

    public static (IReadOnlyList<string>, bool Chained) Evaluate(Section root, ReadingContext context)
    {
        if (root.Value("evaluate") is not { Kind: JsonValueKind.Object } json)
            return (root.Texts("evaluate") ?? [], false);
        var section = new Section(json, "evaluate", GateKeys.Evaluate, context);
        if (!section.Has("tasks"))
            section.Add("", "'tasks' is missing. List the evaluation tasks.");
        return (section.Texts("tasks") ?? [], section.Flag("chained") ?? false);
    }

    public static Section? Wait(Section root, ReadingContext context) => root.Value("wait") is { Kind: JsonValueKind.Object } json ? new Section(json, "wait", GateKeys.Wait, context) : null;

    public static DataPolicy Data(Section root, ReadingContext context)
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
            MaxErrorRate = section.Share("maxErrorRate"),
            MaxSkippedRate = section.Share("maxSkippedRate") ?? policy.MaxSkippedRate,
            MaxMissingRate = section.Share("maxMissingRate") ?? policy.MaxMissingRate,
            MinOverlap = section.Share("minOverlap") ?? policy.MinOverlap,
            MinCoverage = section.Share("minCoverage") ?? policy.MinCoverage,
            Clusters = section.Text("clusters"),
            AllowSameOutputs = section.Flag("allowSameOutputs") ?? false,
        };
    }

    public static (BaselineSection Section, string? Dataset)? Baseline(Section root, ReadingContext context, string folder)
    {
        if (root.Value("baseline") is not { } json)
            return null;
        if (json.Kind == JsonValueKind.String)
            return (new BaselineSection { Experiment = root.Text("baseline") }, null);
        var section = new Section(json, "baseline", GateKeys.Baseline, context);
        string[] given = [.. BaselineKinds.Where(section.Has)];
        if (given.Length != 1)
            section.Add(given.Length > 1 ? given[1] : "", given.Length == 0
                ? "Say which baseline: \"experiment\" (a name or an id), \"record\" (a folder), \"latest\" (a pattern such as main-*) or \"traces\" (other production traffic)."
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
            Traces = TracesSectionReader.Baseline(section, context),
            Task = section.Text("task"),
            MaxAge = section.Duration("maxAge", Section.GreatestAgeDays),
            WhenMissing = section.Choice("whenMissing", ("fail", Outcome.Error), ("warn", Outcome.Warn), ("adopt", Outcome.Pass)) ?? Outcome.Error,
        }, section.Text("dataset"));
    }

    /// <summary>What becomes of an inconclusive gate: how many more runs are made at most, and whether the release then goes on.</summary>
    public static (int Repeat, bool Pass) OnInconclusive(Section root, ReadingContext context)
    {
        if (root.Value("onInconclusive") is not { Kind: JsonValueKind.Object } json)
            return (0, root.Choice("onInconclusive", ("fail", false), ("warn", true)) ?? false);
        var section = new Section(json, "onInconclusive", GateKeys.OnInconclusive, context);
        if (!section.Has("repeat"))
            section.Add("", "'repeat' is missing: the maximum number of further runs, such as 2. Without one, write \"fail\" or \"warn\".");
        return (section.Count("repeat", 1, MaxRuns) ?? 0, section.Choice("then", ("fail", false), ("warn", true)) ?? false);
    }

    public static IReadOnlyList<Criterion> Criteria(Section root, ReadingContext context)
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
