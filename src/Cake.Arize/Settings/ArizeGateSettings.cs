using Arize.Build.Gates;
using Arize.Build.Gates.Runs;
using Cake.Core.IO;

namespace Cake.Arize;

/// <summary>What a gate is to be asked otherwise than its file says; for a gate without a file, all of it.</summary>
public sealed class ArizeGateSettings : ArizeSettings
{
    /// <summary>The task (name or id) to run. Required for a gate without a file.</summary>
    public string? Task { get; set; }

    /// <summary>The name of the experiment that the run makes; new on the dataset. Default: made from task, gate, project and CI build.</summary>
    public string? ExperimentName { get; set; }

    /// <summary>The most examples to run, in the dataset's order. Default: all.</summary>
    public int? MaxExamples { get; set; }

    /// <summary>How long the gate may take, over all of its phases. Default: 1 h. Valid: above 0, up to 30 days.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>The time between two looks at a run. Default: often at first, less often later (0.8 s to 15 s).</summary>
    public TimeSpan? PollInterval { get; set; }

    /// <summary>What becomes of a run that does not end in time. Default: it is cancelled.</summary>
    public OnTimeout? OnTimeout { get; set; }

    /// <summary>The most errors. Default: 0, or no limit where <see cref="MaxErrorRate"/> is set.</summary>
    public int? MaxErrors { get; set; }

    /// <summary>The most errors as a share (0 to 1) of successes + errors. Default: no limit.</summary>
    public double? MaxErrorRate { get; set; }

    /// <summary>What to compare with: the name of an experiment, a pattern such as <c>main-*</c>, or the folder of a record. For gate files only.</summary>
    public string? Baseline { get; set; }

    /// <summary>Whether a gate that blocks fails the build, or warns. Default: it fails.</summary>
    public OnFail OnFail { get; set; }

    /// <summary>The folder of the gate's record. Default: the gate's name, in <see cref="Records"/>. Not for several gates at once.</summary>
    public DirectoryPath? Record { get; set; }

    /// <summary>The folder of all records. Default: <c>artifacts/arize</c> in the script's folder.</summary>
    public DirectoryPath? Records { get; set; }

    /// <summary>What is built; part of the names of experiments. Default: nothing.</summary>
    public string? Project { get; set; }

    /// <summary>What a gate file may name in braces.</summary>
    public IDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>What tells apart legs of one CI build, such as those of a matrix. Default: nothing.</summary>
    public string? RunKey { get; set; }

    /// <summary>False makes every experiment anew, whatever the gate file says of reuse. Default: true.</summary>
    public bool Reuse { get; set; } = true;

    /// <summary>True asks no gate, and says so. Default: false.</summary>
    public bool Skip { get; set; }

    /// <summary>True checks and reads everything, and triggers nothing. Default: false.</summary>
    public bool DryRun { get; set; }

    /// <summary>What to do where there is no API key, as in a pull request from a fork. Default: the build fails.</summary>
    public WhenNoKey WhenNoKey { get; set; }

    /// <summary>The oldest verdict that <c>ArizeGateRequire</c> takes. Default: 1 day.</summary>
    public TimeSpan? VerdictMaxAge { get; set; }

    /// <summary>The organization's id, for links into Arize. Default: no links.</summary>
    public string? Organization { get; set; }

    /// <summary>Where Arize's pages are, for links into them. Default: <c>https://app.arize.com</c>.</summary>
    public string? AppUrl { get; set; }
}
