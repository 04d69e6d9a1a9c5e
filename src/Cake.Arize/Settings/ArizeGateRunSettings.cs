namespace Cake.Arize;

/// <summary>How to start the run of a gate.</summary>
public abstract class ArizeGateRunSettings : ArizeGateDefinitionSettings
{
    private protected ArizeGateRunSettings()
    {
    }

    /// <summary>The name of the experiment that the run creates; new on the dataset. Default: made from task, gate, project and CI build.</summary>
    public string? ExperimentName { get; set; }

    /// <summary>The maximum time for the gate, all of its phases together. Default: 1 h. Valid: above 0, up to 30 days.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>What is built; part of the names of experiments. Default: nothing.</summary>
    public string? Project { get; set; }

    /// <summary>What distinguishes the legs of one CI build, such as those of a matrix. Default: nothing.</summary>
    public string? RunKey { get; set; }

    /// <summary>False makes every experiment anew, even if the gate file allows reuse. Default: true.</summary>
    public bool Reuse { get; set; } = true;

    /// <summary>The organization's id, for links into Arize. Default: no links.</summary>
    public string? Organization { get; set; }

    /// <summary>The address of Arize's pages, for links into them. Default: <c>https://app.arize.com</c>.</summary>
    public string? AppUrl { get; set; }
}
