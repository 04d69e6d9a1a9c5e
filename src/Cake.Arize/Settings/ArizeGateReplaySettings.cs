using Cake.Core.IO;

namespace Cake.Arize;

/// <summary>Which records to judge again.</summary>
public sealed class ArizeGateReplaySettings : ArizeGateDefinitionSettings
{
    /// <summary>A record, or a folder of records. Default: the gate's own record.</summary>
    public DirectoryPath? Replay { get; set; }
}
