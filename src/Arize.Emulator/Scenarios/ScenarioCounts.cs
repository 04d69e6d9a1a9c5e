namespace Arize.Emulator;

/// <summary>Final counters of an evaluation run over a project.</summary>
public sealed class ScenarioCounts
{
    /// <summary>Items evaluated. Default 120.</summary>
    public int Successes { get; set; } = 120;

    /// <summary>Items that failed. Default 0.</summary>
    public int Errors { get; set; }

    /// <summary>Items skipped. Default 0.</summary>
    public int Skipped { get; set; }
}
