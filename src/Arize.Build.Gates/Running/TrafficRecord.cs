using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Records;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Running;

/// <summary>What a gate keeps of rows, be they those of an experiment or observations of traffic, and which records hold the same.</summary>
internal static class TrafficRecord
{
    /// <summary>An empty summary for the rows of a gate.</summary>
    public static RowSummary NewSummary(GateDefinition gate) => gate.Traces is null ? new(gate.Criteria, gate.Data.Clusters) : new(gate.Criteria, Data(gate).Clusters, isTraffic: true);

    /// <summary>The data policy of a gate: traffic is clustered by its traces if nothing else is named.</summary>
    public static DataPolicy Data(GateDefinition gate) => gate.Traces is null ? gate.Data : gate.Data with { Clusters = gate.Data.Clusters ?? TrafficMetrics.TraceId };

    /// <summary>Why a record is not of the same kind of rows as a gate; null if it is.</summary>
    public static string? Misfit(GateDefinition gate, VerdictDocument verdict) => (gate.Traces, verdict.Traffic) switch
    {
        (null, null) => null,
        (null, _) => "it holds production traffic, and this gate judges an experiment.",
        (_, null) => "it holds the rows of an experiment, and this gate judges production traffic.",
        var (traces, traffic) when traffic.Unit != TrafficFound.WordOf(traces.Unit) => $"its unit is \"{RemoteText.OneLine(traffic.Unit, 60)}\", and this gate's is \"{TrafficFound.WordOf(traces.Unit)}\".",
        var (_, traffic) when traffic.Clusters != Data(gate).Clusters =>
            $"it clusters by {RemoteText.Quote(traffic.Clusters)}, and this gate by {RemoteText.Quote(Data(gate).Clusters!)}: a record holds no other attributes.",
        _ => null,
    };
}
