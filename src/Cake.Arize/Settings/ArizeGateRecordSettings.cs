using Cake.Core.IO;

namespace Cake.Arize;

/// <summary>Where the record of a gate is.</summary>
public abstract class ArizeGateRecordSettings : ArizeSettings
{
    private protected ArizeGateRecordSettings()
    {
    }

    /// <summary>The folder of the gate's record. Default: the gate's name, in <see cref="Records"/>. Not for several gates at once.</summary>
    public DirectoryPath? Record { get; set; }

    /// <summary>The folder of all records. Default: <c>artifacts/arize</c> in the script's folder.</summary>
    public DirectoryPath? Records { get; set; }
}
