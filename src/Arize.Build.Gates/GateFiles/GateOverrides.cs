using Arize.Build.Gates.Runs;

namespace Arize.Build.Gates.GateFiles;

/// <summary>
/// What items, settings and properties may say otherwise than a gate file: a closed list, so that a gate is read in one place. OnFail, Before and Record are the front end's own.
/// Null leaves the file's word.
/// </summary>
public sealed record GateOverrides
{
    /// <summary>The task to run.</summary>
    public string? Task { get; init; }

    /// <summary>The space.</summary>
    public string? Space { get; init; }

    /// <summary>The space where neither the file nor <see cref="Space"/> names one.</summary>
    public string? DefaultSpace { get; init; }

    /// <summary>The experiment's name.</summary>
    public string? ExperimentName { get; init; }

    /// <summary>The most examples.</summary>
    public int? MaxExamples { get; init; }

    /// <summary>How long the gate may take.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The time between two looks.</summary>
    public TimeSpan? PollInterval { get; init; }

    /// <summary>What becomes of a run that does not end in time.</summary>
    public OnTimeout? OnTimeout { get; init; }

    /// <summary>The most rows with an error.</summary>
    public int? MaxErrors { get; init; }

    /// <summary>The most rows with an error, as a share.</summary>
    public double? MaxErrorRate { get; init; }

    /// <summary>The baseline: an experiment, a pattern with <c>*</c>, or the folder of a record.</summary>
    public string? Baseline { get; init; }

    /// <summary>The gate with these settings in place of the file's.</summary>
    /// <param name="gate">The gate as read.</param>
    public GateFile ApplyTo(GateFile gate) => gate with
    {
        Space = Space ?? gate.Space ?? DefaultSpace,
        Run = gate.Run is { } run
            ? run with
            {
                Task = Task ?? run.Task,
                Name = ExperimentName ?? run.Name,
                MaxExamples = MaxExamples ?? run.MaxExamples,
                ExampleIds = MaxExamples is null ? run.ExampleIds : null,
            }
            : null,
        Log = gate.Log is { } log ? log with { Name = ExperimentName ?? log.Name } : null,
        Timeout = Timeout ?? gate.Timeout,
        PollInterval = PollInterval ?? gate.PollInterval,
        OnTimeout = OnTimeout ?? gate.OnTimeout,
        Data = gate.Data with
        {
            MaxErrors = MaxErrors ?? gate.Data.MaxErrors,
            MaxErrorRate = MaxErrorRate ?? gate.Data.MaxErrorRate,
        },
        Baseline = Baseline is null ? gate.Baseline : BaselineSection.From(Baseline) with
        {
            Task = gate.Baseline?.Task,
            MaxAge = gate.Baseline?.MaxAge,
            WhenMissing = gate.Baseline?.WhenMissing ?? Verdicts.Outcome.Error,
        },
    };
}
