namespace Arize.Emulator;

/// <summary>How a run moves with the clock: waits, works, ends.</summary>
public class ScenarioTimeline
{
    /// <summary>Time in PENDING. Default 0.3 s.</summary>
    public TimeSpan Pending { get; set; } = TimeSpan.FromSeconds(0.3);

    /// <summary>Time in RUNNING, over which the counters grow evenly. Default 2.2 s.</summary>
    public TimeSpan Running { get; set; } = TimeSpan.FromSeconds(2.2);

    /// <summary>The final state, or never. Default completed.</summary>
    public RunEnd Ends { get; set; } = RunEnd.Completed;

    /// <summary>Text of <c>failure_reason</c> when the run ends failed or cancelled; null for none.</summary>
    public string? FailureReason { get; set; }

    /// <summary>Number of items at which the counters stand still; null, the default, to work through all of them.</summary>
    public int? StopsAt { get; set; }
}
