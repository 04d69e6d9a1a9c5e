using Arize.Build.Client;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Settings;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.GateFiles;

/// <summary>A gate: what is judged, by which criteria, on which data. See docs/gate-file.md. A gate item without a file has no criteria.</summary>
internal sealed record GateDefinition
{
    /// <summary>
    /// The maximum age of an experiment that is reused if the file does not set one. A day: a pipeline that is started again on the same day costs nothing, and a release is never let out by
    /// outputs that a model gave last week.
    /// </summary>
    public static readonly TimeSpan DefaultReuse = TimeSpan.FromHours(24);

    /// <summary>The gate file, an absolute path; null for a gate item without one.</summary>
    public string? Path { get; init; }

    /// <summary>The space (name or id) in which names are looked up.</summary>
    public string? Space { get; init; }

    /// <summary>The run to trigger; null if an experiment that exists is judged.</summary>
    public RunSection? Run { get; init; }

    /// <summary>The experiment to judge (name or id); null if a run is triggered.</summary>
    public string? Experiment { get; init; }

    /// <summary>The outputs to upload; null if a run makes them or they exist.</summary>
    public ResultsSection? Results { get; init; }

    /// <summary>The production traffic to judge; null if an experiment is judged.</summary>
    public TracesSection? Traces { get; init; }

    /// <summary>The maximum age of an identical experiment that is judged instead of making it again; zero if none may be, null if the file does not set it.</summary>
    public TimeSpan? Reuse { get; init; }

    /// <summary>The dataset in which names of experiments are looked up if no task names it.</summary>
    public string? Dataset { get; init; }

    /// <summary>Evaluation tasks (names or ids) to trigger on the experiment, and to wait for.</summary>
    public IReadOnlyList<string> Evaluate { get; init; } = [];

    /// <summary>True if the experiment's run starts the evaluation tasks itself.</summary>
    public bool Chained { get; init; }

    /// <summary>How long the gate may take over all phases. Default: 1 h.</summary>
    public TimeSpan Timeout { get; init; } = GateSettings.DefaultTimeout;

    /// <summary>The time between two polls of a run; null takes the client's schedule.</summary>
    public TimeSpan? PollInterval { get; init; }

    /// <summary>How long scores that do not exist yet are waited for; null takes half a minute.</summary>
    public TimeSpan? LateScores { get; init; }

    /// <summary>What happens to a run that does not end in time.</summary>
    public OnTimeout OnTimeout { get; init; }

    /// <summary>What the data must be.</summary>
    public DataPolicy Data { get; init; } = new();

    /// <summary>The baseline; null if there is none.</summary>
    public BaselineSection? Baseline { get; init; }

    /// <summary>The criteria; one for each operator.</summary>
    public required IReadOnlyList<Criterion> Criteria { get; init; }

    /// <summary>Criteria that may fail for a time.</summary>
    public IReadOnlyList<Waiver> Waivers { get; init; } = [];

    /// <summary>The version of the dataset that must have been used; null for any.</summary>
    public string? PinnedDatasetVersion { get; init; }

    /// <summary>The versions of evaluators that must be used, by evaluator name.</summary>
    public IReadOnlyDictionary<string, string> PinnedEvaluators { get; init; } = new Dictionary<string, string>();

    /// <summary>The maximum number of further runs while the gate is inconclusive. Default: none.</summary>
    public int Repeat { get; init; }

    /// <summary>How many times the gate may be judged.</summary>
    internal int Looks => Repeat + 1;

    /// <summary>Whether an inconclusive gate lets the release through, with a warning.</summary>
    public bool PassInconclusive { get; init; }

    /// <summary>The reports to write beside the verdict; null writes all.</summary>
    public IReadOnlyList<string>? Reports { get; init; }

    /// <summary>Where <c>pin</c> is written.</summary>
    public SourcePosition? PinAt { get; init; }

    /// <summary>Where <c>traces</c> is written.</summary>
    public SourcePosition? TracesAt { get; init; }

    /// <summary>Where <c>baseline</c> is written.</summary>
    public SourcePosition? BaselineAt { get; init; }

    /// <summary>The trigger of the gate's run.</summary>
    /// <param name="task">The task to trigger: name or id.</param>
    internal TriggerRunRequest Trigger(string task) => new()
    {
        Task = task,
        Space = Space,
        ExperimentName = Run!.Name,
        MaxExamples = Run.MaxExamples,
        ExampleIds = Run.ExampleIds,
        DatasetVersionId = Run.DatasetVersion ?? PinnedDatasetVersion,
        QueryFilter = Run.Filter,
        TracingMetadata = Run.Tracing,
        EvaluationTaskIds = Chained ? [.. Evaluate] : null,
    };

    /// <summary>The limits of the run's errors.</summary>
    internal RunLimits Limits => new(Data.MaxErrors, Data.MaxErrorRate);

    /// <summary>A gate item without a file: its run must complete, with few enough errors.</summary>
    internal static GateDefinition OfRun => new() { Run = new RunSection { Task = "" }, Criteria = [] };

    /// <summary>The gate with the settings that hold for it (see <see cref="GateSettings"/>).</summary>
    /// <param name="settings">Item metadata or alias settings.</param>
    /// <param name="ofFile">The same settings, as the file gives them.</param>
    /// <param name="context">The surroundings; they give the defaults.</param>
    internal GateDefinition With(GateSettings settings, GateSettings ofFile, GateContext context)
    {
        var all = settings.Over(ofFile).Over(context.Defaults).Over(new GateSettings { Space = context.EnvironmentSpace });
        return this with
        {
            Space = all.Space,
            Run = Run is { } run
                ? run with
                {
                    Task = all.Task ?? "",
                    Name = all.ExperimentName,
                    MaxExamples = all.MaxExamples,
                    ExampleIds = settings.MaxExamples is null ? run.ExampleIds : null,
                }
                : null,
            Results = Results is { } results ? results with { Name = all.ExperimentName } : null,
            Timeout = all.Timeout ?? GateSettings.DefaultTimeout,
            PollInterval = all.PollInterval,
            OnTimeout = all.OnTimeout ?? default,
            Data = Data with
            {
                MaxErrors = all.MaxErrors,
                MaxErrorRate = all.MaxErrorRate,
            },
            Baseline = settings.Baseline is null ? Baseline : BaselineSection.From(settings.Baseline, context) with
            {
                Task = Baseline?.Task,
                MaxAge = Baseline?.MaxAge,
                WhenMissing = Baseline?.WhenMissing ?? Outcome.Error,
            },
        };
    }
}
