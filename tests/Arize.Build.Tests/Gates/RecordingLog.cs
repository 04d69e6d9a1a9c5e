using System.Collections.Concurrent;
using Arize.Build.Client;
using Arize.Build.Gates;

namespace Arize.Build.Tests.Gates;

/// <summary>Keeps what the core says.</summary>
public sealed class RecordingLog : IBuildLog
{
    readonly ConcurrentQueue<string> milestones = new(), details = new();
    readonly ConcurrentQueue<ArizeDiagnostic> warnings = new();

    public IReadOnlyList<string> Milestones => [.. milestones];

    public IReadOnlyList<string> Details => [.. details];

    public IReadOnlyList<ArizeDiagnostic> Warnings => [.. warnings];

    public void Milestone(string line) => milestones.Enqueue(line);

    public void Detail(string line) => details.Enqueue(line);

    public void Report(GateDiagnostic diagnostic)
    {
        if (diagnostic.Severity == DiagnosticSeverity.Warning)
            warnings.Enqueue(new ArizeDiagnostic(diagnostic.Code, diagnostic.Message));
    }
}
