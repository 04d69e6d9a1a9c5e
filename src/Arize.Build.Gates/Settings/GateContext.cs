using Arize.Build.Gates.Builds;

namespace Arize.Build.Gates.Settings;

/// <summary>
/// The surroundings of a build's gates. A front end makes it once and passes it on whole; nothing behind it reads the environment or the
/// current directory.
/// </summary>
internal sealed record GateContext
{
    /// <summary>The folder of the records if none is set.</summary>
    public static readonly string DefaultRecords = Path.Combine("artifacts", "arize");

    /// <summary>The folder in which relative paths start, an absolute path.</summary>
    public required string Folder { get; init; }

    /// <summary>The folder of all records, an absolute path.</summary>
    public required string Records { get; init; }

    /// <summary>The project that is built; part of the names of experiments.</summary>
    public string? Project { get; init; }

    /// <summary>This build (see <see cref="CiBuild.Identity"/>); null if it has no identity.</summary>
    public string? Build { get; init; }

    /// <summary>The commit that is built (see <see cref="SourceCommit"/>); null if it is not known.</summary>
    public string? Commit { get; init; }

    /// <summary>The branch that is built; null if it is not known.</summary>
    public string? Branch { get; init; }

    /// <summary>The page of this build at its CI system; null if there is none.</summary>
    public string? BuildPage { get; init; }

    /// <summary>
    /// A hash of the tracked files that were changed since the commit (see <see cref="SourceChanges"/>); null if Git does not know. It is
    /// calculated when it is first read.
    /// </summary>
    public Lazy<string?> Changes { get; init; } = new((string?)null);

    /// <summary>The environment variables. What a gate file uses of them it must list.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Names and values that a gate file may use in braces.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    /// <summary>The version that is built; null if it is not known.</summary>
    public string? Version => Properties.TryGetValue("Version", out var version) ? SettingReader.Text(version) : null;

    /// <summary>The properties of the build: defaults of all its gates, below their files.</summary>
    public GateSettings Defaults { get; init; } = new();

    /// <summary>False makes every experiment anew, whatever the gate files say about reuse.</summary>
    public bool Reuse { get; init; } = true;

    /// <summary>True reads, during a long run, how many examples there are, so that progress lines have an estimate of the time left.</summary>
    public bool EstimatesProgress { get; init; }

    /// <summary>Lets the release out although its gate did not pass; null if there is none.</summary>
    public GateOverride? Override { get; init; }

    /// <summary>Where Arize's pages are; null prints no links.</summary>
    public UiLinks? Links { get; init; }

    /// <summary>The space (name or id) that the environment names; it comes after the build's own.</summary>
    public string? EnvironmentSpace => SettingReader.Text(Environment.GetValueOrDefault("ARIZE_SPACE"));

    /// <summary>The file to which GitHub Actions takes summaries of a step; null elsewhere.</summary>
    public string? StepSummary => SettingReader.Text(Environment.GetValueOrDefault("GITHUB_STEP_SUMMARY"));

    /// <summary>An absolute path.</summary>
    /// <param name="path">A path, absolute or relative to <see cref="Folder"/>.</param>
    public string FullPath(string path) => Path.GetFullPath(path, Folder);

    /// <summary>The surroundings of a build in a folder.</summary>
    /// <param name="environment">The environment variables; see <see cref="Snapshot"/>.</param>
    /// <param name="folder">The folder in which relative paths start, an absolute path.</param>
    /// <param name="records">The folder of all records; null takes <c>artifacts/arize</c>.</param>
    /// <param name="runKey">What tells legs of one build apart; null for nothing.</param>
    public static GateContext Of(IReadOnlyDictionary<string, string> environment, string folder, string? records, string? runKey)
    {
        var all = Path.GetFullPath(SettingReader.Text(records) ?? DefaultRecords, folder);
        return new()
        {
            Folder = folder,
            Records = all,
            Environment = environment,
            Build = CiBuild.Identity(environment, SettingReader.Text(runKey)),
            Commit = SourceCommit.Find(environment, folder),
            Branch = CiBuild.Branch(environment) ?? SourceCommit.Branch(folder),
            BuildPage = CiBuild.Page(environment),
            Changes = new(() => SourceChanges.HashOf(folder, all)),
        };
    }

    /// <summary>A copy of environment variables, with names compared as the operating system compares them.</summary>
    /// <param name="variables">The variables.</param>
    public static IReadOnlyDictionary<string, string> Snapshot(IEnumerable<KeyValuePair<string, string?>> variables)
    {
        var copy = new Dictionary<string, string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (var (name, value) in variables)
            copy[name] = value ?? "";
        return copy;
    }
}
