using Arize.Build.Gates;
using Cake.Core.IO;

namespace Cake.Arize;

/// <summary>A task to create whose runs are experiments on a dataset.</summary>
public sealed class ArizeCreateExperimentTaskSettings : ArizeSettings
{
    /// <summary>The dataset (name or id) to run over. Required.</summary>
    public string? Dataset { get; set; }

    /// <summary>A JSON file with the run configuration as on the wire. An integration may be given by name. Required.</summary>
    public FilePath? RunConfigurationFile { get; set; }

    /// <summary>A model to use instead of the <c>model_name</c> in the file.</summary>
    public string? ModelName { get; set; }

    /// <summary>What to do if a task of that name exists. Default: its run configuration is updated.</summary>
    public IfExists IfExists { get; set; }
}
