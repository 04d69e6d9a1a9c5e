using System.Collections.Concurrent;
using Arize.Build.Client;
using Arize.Build.Gates.Builds;
using Arize.Build.Gates.Running;
using Arize.Build.Gates.Settings;
using Arize.Build.Gates;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace Arize.Build.Tasks;

/// <summary>What the tasks over ArizeGate items share: they read them, and do one thing with each, several at a time.</summary>
public abstract class ArizeGatesTask : ArizeBuildTask
{
    readonly List<GateItem> gates = [];
    readonly ConcurrentQueue<ReportedDiagnostic> deferred = new();

    /// <summary>The gates: Include = name, metadata as in README.md. Required.</summary>
    [Required]
    public ITaskItem[]? Gates { get; set; }

    /// <summary>The folder of all records. Default: <c>artifacts/arize/</c> in the project's folder.</summary>
    public string? Records { get; set; }

    /// <summary>The default of the gates' Timeout: how long a gate may take. Default: 1h.</summary>
    public string? Timeout { get; set; }

    /// <summary>The default of the gates' PollInterval. Default: often at first, less often later (0.8 s to 15 s).</summary>
    public string? PollInterval { get; set; }

    /// <summary>The default of the gates' OnTimeout: Cancel (default) or Leave.</summary>
    public string? OnTimeout { get; set; }

    /// <summary>What distinguishes the legs of one CI build, such as those of a matrix. Default: nothing.</summary>
    public string? RunKey { get; set; }

    /// <summary>false makes every experiment anew, even if a gate file allows reuse. Default: true.</summary>
    public string? Reuse { get; set; }

    /// <summary>The project's name, part of the names of experiments.</summary>
    public string? Project { get; set; }

    /// <summary>The commit, if neither the CI system nor Git names it. Default: none.</summary>
    public string? SourceRevisionId { get; set; }

    /// <summary>What a gate file may name in braces: <c>Version=1.2.3;Configuration=Release;…</c>.</summary>
    public string? Properties { get; set; }

    /// <summary>The project's folder, where relative paths start. Default: the folder of the file that uses this task.</summary>
    public string? ProjectDirectory { get; set; }

    /// <summary>The organization's id, for links into Arize. Default: no links.</summary>
    public string? Organization { get; set; }

    /// <summary>The address of Arize's pages, for links into them. Default: <c>https://app.arize.com</c>.</summary>
    public string? AppUrl { get; set; }

    /// <summary>One item for each gate: Include = name, metadata by task.</summary>
    [Output]
    public ITaskItem[] Results { get; private set; } = [];

    /// <summary>What is to be logged of the verdicts, for ArizeReport: errors, warnings and lines. A gate that blocks does not fail this task, so that its results are there.</summary>
    [Output]
    public ITaskItem[] Report { get; private set; } = [];

    /// <summary>True if lines are printed as they come, and errors are deferred; false if all lines are one message at the end.</summary>
    private protected abstract bool IsLive { get; }

    /// <summary>False for a task that does not ask the gates, and so needs nothing of what they would need to be asked: a variable that is set in another step, a space.</summary>
    private protected virtual bool HeedsFaults => true;

    /// <summary>The emergency override of the build; null if there is none.</summary>
    private protected virtual GateOverride? Override(SettingReader settings, GateContext context) => null;

    /// <summary>The file that uses this task is in the package: an error in a setting is at the first gate.</summary>
    private protected override MSBuildLog NewLog() => new(this) { File = GateItem.DefinedIn(Gates), Item = Gates is [var first, ..] ? first.ItemSpec : null, Folder = BaseDirectory };

    /// <summary>The targets take them from the properties ArizeRegion, ArizeBaseUrl and so on.</summary>
    private protected override string SettingPrefix => "Arize";

    private protected override string BaseDirectory => SettingReader.Text(ProjectDirectory) ?? base.BaseDirectory;

    private protected override void Read(SettingReader settings)
    {
        if (Gates is not { Length: > 0 })
            settings.Required(nameof(Gates), null, "There is no gate of that name where the project is evaluated without a target framework. Do not make an ArizeGate item depend on one.");
        var folder = FullPath(".");
        if (SettingReader.Text(Records) is { } records && Path.TrimEndingDirectorySeparator(FullPath(records)) == Path.TrimEndingDirectorySeparator(folder))
            settings.Add([Diagnostic.Value("ArizeRecords", records, "It is the project's folder itself. Give the records a folder of their own, such as artifacts/arize.")]);
        var context = GateContext.Of(Environment, folder, Records, RunKey) with
        {
            Commit = SourceCommit.Find(Environment, folder, SourceRevisionId),
            Project = SettingReader.Text(Project),
            EstimatesProgress = true,
            Reuse = settings.Flag("ArizeReuse", Reuse) ?? true,
            Properties = settings.Pairs("ArizeGateProperties", Properties),
            Links = settings.Links("ArizeOrganization", Organization, "ArizeAppUrl", AppUrl),
            Defaults = new GateSettings
            {
                Space = SpaceSaid,
                Timeout = settings.Duration("ArizeTimeout", Timeout),
                PollInterval = settings.Duration("ArizePollInterval", PollInterval),
                OnTimeout = settings.Choice<OnTimeout>("ArizeOnTimeout", OnTimeout),
            },
        };
        context = context with { Override = Override(settings, context) };
        foreach (var item in Gates ?? [])
            gates.Add(GateItem.Read(item, context, settings));
        foreach (var item in gates)
            foreach (var fault in HeedsFaults ? item.Gate.Diagnostics : [])
                LogOf(item).Report(fault);
        foreach (var item in gates.Where(g => Holds(g.Gate.Record, folder)))
            settings.Add([Diagnostic.Value($"Gate '{item.Gate.Name}': Record", item.Gate.Record, "It is the project's folder, or a folder above it. Give the record its own folder.")]);
        settings.Add(GateRequest.CheckTogether(gates.Select(g => g.Gate)));
    }

    private protected sealed override async Task RunAsync(ArizeClient arize, MSBuildLog log, CancellationToken cancellationToken)
    {
        var terminal = new TerminalMessage(this, Project);
        var logs = gates.ToDictionary(g => g.Gate.Record, g => LogOf(g, terminal, cancellationToken), StringComparer.Ordinal);
        try
        {
            var items = await GateOperations.EachAsync(
                gates.Select(g => g.Gate), g => logs[g.Record], g => OneAsync(arize, g, logs[g.Record], cancellationToken), cancellationToken).ConfigureAwait(false);
            Results = [.. items.Zip(gates, (item, gate) => item ?? Outputs.Item(gate.Gate.Name, ("Passed", "false")))];
        }
        finally
        {
            terminal.Print([.. Live?.Rest() ?? []]);
            if (cancellationToken.IsCancellationRequested)
                Flush(); // no other target will run
            Report = [.. deferred.Select(d => d.ToItem())];
        }
    }

    /// <summary>Does the task's work with one gate. A fault is one error for that gate; the others go on.</summary>
    private protected abstract Task<ITaskItem> OneAsync(ArizeClient arize, GateRequest gate, MSBuildLog log, CancellationToken cancellationToken);

    /// <summary>Whether a folder holds another one, or is it: all files of a record's folder are the record's.</summary>
    static bool Holds(string folder, string other) =>
        $"{Path.TrimEndingDirectorySeparator(other)}{Path.DirectorySeparatorChar}".StartsWith($"{Path.TrimEndingDirectorySeparator(folder)}{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    void Flush()
    {
        var log = new MSBuildLog(this) { Folder = BaseDirectory };
        while (deferred.TryDequeue(out var diagnostic))
            log.Report(diagnostic);
    }

    MSBuildLog LogOf(GateItem item) => new(this) { File = item.File, At = PlaceOf(item), Item = item.Gate.Name, Folder = BaseDirectory };

    /// <summary>A gate file that a property names is an item of the package's own targets: its errors are in the file itself.</summary>
    SourcePosition? PlaceOf(GateItem item) => item.File == BuildEngine.ProjectFileOfTaskNode && item.Gate.Gate is { Criteria: [var first, ..] } ? first.Source : null;

    MSBuildLog LogOf(GateItem item, TerminalMessage terminal, CancellationToken cancellationToken) => new(this)
    {
        File = item.File,
        At = PlaceOf(item),
        Item = item.Gate.Name,
        Folder = BaseDirectory,
        Terminal = terminal,
        IsLive = IsLive,
        Live = Live,
        Deferred = IsLive ? deferred : null,
        Cancelled = cancellationToken,
    };
}
