using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Runs;

namespace Arize.Build.Gates.Running;

/// <summary>One side of a gate on traffic: a time window, and which of its spans.</summary>
/// <param name="Window">The window.</param>
/// <param name="Filter">An expression over the spans; null for all.</param>
internal sealed record TrafficSide(TimeWindow Window, string? Filter)
{
    /// <summary>The side in words.</summary>
    public override string ToString() => Filter is null ? Window.ToString() : $"{Window}, {RemoteText.Quote(RemoteText.OneLine(Filter, 200))}";
}

/// <summary>The traffic that a gate judges.</summary>
internal sealed record TrafficFound
{
    /// <summary>The project.</summary>
    public required Project Project { get; init; }

    /// <summary>What one observation is.</summary>
    public required ObservationUnit Unit { get; init; }

    /// <summary>The attribute by which observations are clustered.</summary>
    public required string Clusters { get; init; }

    /// <summary>The traffic that is judged.</summary>
    public required TrafficSide Candidate { get; init; }

    /// <summary>The traffic that it is compared with; null if there is none, or a record holds it.</summary>
    public TrafficSide? Baseline { get; init; }

    /// <summary>True if an earlier step has fixed the windows.</summary>
    public bool IsContinued { get; init; }

    /// <summary>Each side with its name.</summary>
    public IEnumerable<(string Name, TrafficSide Side)> Sides => Baseline is null ? [("candidate", Candidate)] : [("candidate", Candidate), ("baseline", Baseline)];

    /// <summary>The observation as a noun.</summary>
    public string Noun => NounOf(Unit);

    /// <summary>An observation of a unit as a noun.</summary>
    public static string NounOf(ObservationUnit unit) => unit switch { ObservationUnit.Trace => "trace", ObservationUnit.Span => "span", _ => "root span" };

    /// <summary>The baseline as it is reported.</summary>
    public BaselineUsed? Used => Baseline is null ? null : new() { Name = $"{Project.Name}, {Baseline.Window}" };

    /// <summary>The unit in the word of a gate file.</summary>
    public string UnitWord => WordOf(Unit);

    /// <summary>A unit in the word of a gate file.</summary>
    public static string WordOf(ObservationUnit unit) => unit switch { ObservationUnit.Trace => "trace", ObservationUnit.Span => "span", _ => "rootSpan" };
}
