using Arize.Build.Client;
using Arize.Build.Gates;
using Arize.Build.Tests.Faults;
using static Arize.Build.Tests.Faults.ScriptedArize;

namespace Arize.Build.Tests.FaultTable;

/// <summary>How a whole gate ended, and all that it left behind.</summary>
public sealed record GateEnding
{
    /// <summary>The verdict in a word; else the code of the exception; else "interrupted".</summary>
    public required string Outcome { get; init; }

    public required bool Passed { get; init; }

    public required IReadOnlyList<string> Codes { get; init; }

    /// <summary>The outcome and the first code, where that is not the outcome.</summary>
    public string Shown => Code is null || Code == Outcome ? Outcome : $"{Outcome} {Code}";

    public string? Code => Codes is [var first, ..] ? first : null;

    /// <summary>Everything that was said, traced, thrown or written.</summary>
    public required string Everything { get; init; }

    /// <summary>What a user reads first.</summary>
    public required string Message { get; init; }

    public required bool HasVerdict { get; init; }

    public required TimeSpan Elapsed { get; init; }

    /// <summary>The files of the record, by name.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    public static GateEnding Of(WholeGate gate, GateResult? result, Exception? error)
    {
        var codes = result?.Diagnostics.Select(d => d.Code) ?? (error as ArizeException)?.Codes() ?? [];
        string[] files = Directory.Exists(gate.Record) ? Directory.GetFiles(gate.Record, "*", SearchOption.AllDirectories) : [];
        files = [.. files.Where(f => File.ResolveLinkTarget(f, returnFinalTarget: false) is null)];
        string[] trace;
        lock (gate.Arize.Trace)
            trace = [.. gate.Arize.Trace];
        var everything = string.Join('\n', (IEnumerable<string>)[.. gate.Log.Milestones, .. gate.Log.Details, .. gate.Log.Warnings.Select(w => w.ToString()), .. trace,
            .. result?.Diagnostics.Select(d => d.ToString()) ?? [], .. result?.Table ?? [], error?.ToString() ?? "", .. files.Select(File.ReadAllText)]);
        Assert.That(everything, Does.Not.Contain(Key), "the key");
        Assert.That(gate.Arize.Server.Requests.All(r => !r.Body.Contains(Key, StringComparison.Ordinal) && !r.Target.Contains(Key, StringComparison.Ordinal)), "the key, in a request's body or path");
        return new GateEnding
        {
            Outcome = result is not null ? result.Verdict.Outcome.ToString().ToLowerInvariant() : codes.FirstOrDefault() ?? "interrupted",
            Passed = result?.Passed ?? false,
            Codes = [.. codes],
            Message = result is not null ? string.Join('\n', result.Diagnostics.Select(d => d.Message)) : error!.Message,
            Everything = everything,
            HasVerdict = files.Contains(Path.Combine(gate.Record, "verdict.json")),
            Files = [.. files.Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)],
            Elapsed = gate.Arize.Clock.Elapsed,
        };
    }
}
