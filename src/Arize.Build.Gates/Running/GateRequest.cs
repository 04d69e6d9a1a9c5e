using System.Globalization;
using System.Text;
using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Gates.Running;

/// <summary>One gate of a build, read and checked: what is judged, where its record is, and what a verdict means for the build. Every operation begins with one.</summary>
internal sealed record GateRequest
{
    /// <summary>The gate's name: as given, or the name of its file.</summary>
    public required string Name { get; init; }

    /// <summary>The gate; null if its file has an error.</summary>
    public required GateDefinition? Gate { get; init; }

    /// <summary>The folder of the gate's record, an absolute path.</summary>
    public required string Record { get; init; }

    /// <summary>The surroundings.</summary>
    public required GateContext Context { get; init; }

    /// <summary>What the build does if the gate does not pass.</summary>
    public OnFail OnFail { get; init; }

    /// <summary>What is wrong or odd in the gate, the places in its file included. If one is an error, the gate cannot run.</summary>
    public IReadOnlyList<GateDiagnostic> Diagnostics { get; init; } = [];

    /// <summary>
    /// A hash of what decides the verdict: the gate's files, the properties that they use, and the settings that override them. A verdict
    /// holds it, so that a later step sees whether the gate was changed since. Not in it: how to wait, the experiment's name, and the
    /// environment, which may differ between a build that runs the gate and a later one that requires the verdict.
    /// </summary>
    public string Hash { get; init; } = "";

    /// <summary>How long scores that do not exist yet are waited for. Default: 30 s, and never beyond the gate's timeout.</summary>
    public TimeSpan LateScores { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Reads a gate.</summary>
    /// <param name="include">A name, for a gate over one run; or the path of a gate file, which ends in <c>.json</c>.</param>
    /// <param name="settings">Item metadata or alias settings; for a gate over one run, all of it.</param>
    /// <param name="record">The record's folder; null takes the gate's name, below <see cref="GateContext.Records"/>.</param>
    /// <param name="context">The surroundings.</param>
    public static GateRequest Read(string include, GateSettings settings, string? record, GateContext context)
    {
        var isFile = include.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        var name = isFile ? RecordFolder.Name(include) : include;
        var reading = isFile ? GateFileReader.Read(context.FullPath(include), context, settings) : OfRun(name, settings, context);
        return new GateRequest
        {
            Name = name,
            Gate = reading.Gate,
            Record = record is null ? Path.Combine(context.Records, RecordFolder.Name(name)) : context.FullPath(record),
            Context = context,
            Diagnostics = reading.Diagnostics,
            Hash = HashOf(reading, settings, context.Defaults),
        };
    }

    /// <summary>What is wrong with gates that are each right: two in one record.</summary>
    /// <param name="gates">The gates of one call.</param>
    public static IEnumerable<ArizeDiagnostic> CheckTogether(IEnumerable<GateRequest> gates) =>
        from shared in gates.GroupBy(g => g.Record, StringComparer.Ordinal)
        where shared.Count() > 1
        select Diagnostic.Value("ArizeGate", shared.First().Name, "Two gates share one record. Give each its own name, or set Record.");

    /// <summary>Diagnostics of this gate as they count for the build: if it goes on whatever the verdict, they are warnings.</summary>
    /// <param name="diagnostics">The diagnostics.</param>
    public IReadOnlyList<GateDiagnostic> ApplyOnFail(IReadOnlyList<GateDiagnostic> diagnostics) =>
        OnFail == OnFail.Fail ? diagnostics : ToWarnings(diagnostics, "(OnFail=Warn: the build goes on.)");

    /// <summary>The same as warnings that end with the reason.</summary>
    public static IReadOnlyList<GateDiagnostic> ToWarnings(IReadOnlyList<GateDiagnostic> diagnostics, string reason) =>
        [.. diagnostics.Select(d => d.Severity == DiagnosticSeverity.Warning ? d : d with { Severity = DiagnosticSeverity.Warning, Message = $"{d.Message} {reason}" })];

    static GateReading OfRun(string name, GateSettings settings, GateContext context)
    {
        var gate = GateDefinition.OfRun.With(settings, new(), context);
        var faults = TasksClient.CheckTrigger(gate.Trigger(gate.Run!.Task)).ToList();
        if (settings.Baseline is not null)
            faults.Add(Diagnostic.Exclusive(["Baseline", "Task"], "A baseline is for criteria, and those are in a gate file: name the file (gates/release.gate.json) as the gate."));
        return new GateReading(faults.Count == 0 ? gate : null, [.. faults.Select(f => new GateDiagnostic(f.Code, $"Gate {RemoteText.Quote(name)}: {f.Message}"))], []);
    }

    /// <summary>Line ends are those of the checkout, so they do not count.</summary>
    static string HashOf(GateReading reading, GateSettings settings, GateSettings defaults) => Digest.Of(
    [
        .. reading.Sources.Select(s => Encoding.UTF8.GetString(s).ReplaceLineEndings("\n")),
        settings.Task, settings.Space, settings.MaxExamples?.ToString(CultureInfo.InvariantCulture), settings.MaxErrors?.ToString(CultureInfo.InvariantCulture),
        settings.MaxErrorRate?.ToString("R", CultureInfo.InvariantCulture), settings.Baseline, defaults.Space,
        .. reading.Properties.Select(p => $"{p.Key}={p.Value}"),
    ]);
}
