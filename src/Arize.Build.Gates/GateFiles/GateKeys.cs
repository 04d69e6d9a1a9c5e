namespace Arize.Build.Gates.GateFiles;

/// <summary>Every key of a gate file, section by section. The schema knows the same ones, which a test holds it to.</summary>
internal static class GateKeys
{
    public static readonly string[] Gate =
    [
        "$schema", "version", "extends", "space", "environment", "run", "experiment", "results", "traces", "reuse", "evaluate", "wait", "data", "baseline", "criteria", "waivers", "pin", "onInconclusive", "reports",
    ];

    public static readonly string[] Run = ["task", "configuration", "dataset", "name", "maxExamples", "exampleIds", "datasetVersion", "filter", "tracing", "repeats"];

    public static readonly string[] Experiment = ["name", "dataset"];

    public static readonly string[] Results = ["dataset", "file", "name", "allowMissing", "maxBodyBytes"];

    public static readonly string[] OnInconclusive = ["repeat", "then"];

    public static readonly string[] Traces = ["project", "last", "from", "to", "filter", "unit", "maxSpans"];

    public static readonly string[] BaselineTraces = ["last", "from", "to", "filter"];

    public static readonly string[] Evaluate = ["tasks", "chained"];

    public static readonly string[] Wait = ["timeout", "pollInterval", "onTimeout", "scores"];

    public static readonly string[] Data = ["examples", "minExamples", "maxErrors", "maxErrorRate", "maxSkippedRate", "maxMissingRate", "minOverlap", "minCoverage", "clusters", "allowSameOutputs"];

    public static readonly string[] Baseline = ["experiment", "dataset", "record", "latest", "traces", "task", "maxAge", "whenMissing"];

    public static readonly string[] Criterion =
        ["metric", "statistic", "cutoff", "labels", "atLeast", "atMost", "mayDropBy", "mayRiseBy", "range", "evidence", "severity", "confidence", "slices"];

    public static readonly string[] Slices = ["by", "minExamples"];

    public static readonly string[] Waiver = ["criterion", "reason", "owner", "expires"];

    public static readonly string[] Pin = ["datasetVersion", "evaluators"];
}
