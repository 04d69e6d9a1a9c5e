using Arize.Build.Gates.Settings;

namespace Arize.Build.Gates.GateFiles;

/// <summary>What a gate compares with: exactly one of an experiment, a record, the latest experiment and other traffic.</summary>
internal sealed record BaselineSection
{
    /// <summary>An experiment: a name or an id.</summary>
    public string? Experiment { get; init; }

    /// <summary>The folder of a record that is committed with the sources, an absolute path.</summary>
    public string? Record { get; init; }

    /// <summary>A pattern with <c>*</c>: the newest experiment of that name which a completed run of the task has made.</summary>
    public string? Latest { get; init; }

    /// <summary>Another time window or filter of the project that is judged.</summary>
    public WindowSection? Traces { get; init; }

    /// <summary>The task whose runs are looked at; null takes the gate's own.</summary>
    public string? Task { get; init; }

    /// <summary>The oldest that will do; null sets no limit.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>The outcome of comparisons without a baseline: error, warn, or pass (adopt).</summary>
    public Outcome WhenMissing { get; init; } = Outcome.Error;

    /// <summary>What an item or a setting names: an experiment, a pattern with <c>*</c>, or the folder of a record.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="context">The surroundings; relative folders start in theirs.</param>
    internal static BaselineSection From(string text, GateContext context) =>
        text.Contains('*', StringComparison.Ordinal) ? new() { Latest = text }
        : Directory.Exists(context.FullPath(text)) ? new() { Record = context.FullPath(text) }
        : new() { Experiment = text };
}
