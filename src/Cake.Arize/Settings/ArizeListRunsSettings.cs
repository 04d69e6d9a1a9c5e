using Arize.Build.Client;

namespace Cake.Arize;

/// <summary>Which runs of a task to list.</summary>
public sealed class ArizeListRunsSettings : ArizeListSettings
{
    /// <summary>Only runs of this status. Default: all.</summary>
    public RunStatus? Status { get; set; }
}
