using Arize.Build.Client;
using Arize.Build.Gates.Runs;

namespace Arize.Build.Tests.Gates;

/// <summary>Progress of a run: each change of its state, then after 15 s, 30 s, 1 min and each minute, with an estimate of the time left.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class RunReportingTests
{
    static RunProgress At(int seconds, long done, bool changed = false, long errors = 0) => new()
    {
        RunId = "r1",
        Elapsed = TimeSpan.FromSeconds(seconds),
        StatusChanged = changed,
        Run = new TaskRun { Id = "r1", Status = RunStatus.Running, StatusText = "RUNNING", NumSuccesses = done - errors, NumErrors = errors, NumSkipped = 0 },
    };

    [Test]
    public async Task The_line_has_counters_share_errors_and_time_left()
    {
        var log = new RecordingLog();
        await using var reporting = new RunReporting(log, _ => Task.FromResult<long?>(200));
        reporting.Report(At(0, 0, changed: true));
        reporting.Report(At(5, 20));
        reporting.Report(At(15, 60, errors: 1));
        Assert.That(log.Milestones, Is.EqualTo(new[]
        {
            "Run r1: RUNNING after 0 s",
            "Run r1: RUNNING after 15 s: 60 of 200 (30 %), 1 error, about 35 s left",
        }));
    }

    [Test]
    public async Task Lines_come_seldom()
    {
        var log = new RecordingLog();
        await using var reporting = new RunReporting(log, null);
        for (var second = 1; second <= 300; second++)
            reporting.Report(At(second, second));
        Assert.That(log.Milestones.Select(m => m.Split(" after ")[1].Split(" (")[0]), Is.EqualTo(new[] { "15 s", "30 s", "1 m 0 s", "2 m 0 s", "3 m 0 s", "4 m 0 s", "5 m 0 s" }));
    }
}
