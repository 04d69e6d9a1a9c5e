using Arize.Build.Client;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Settings;
using Arize.Build.Gates;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace Arize.Build.Tasks;

/// <summary>Creates a task whose runs are experiments on a dataset, or updates the one of that name.</summary>
[MSBuildMultiThreadableTask]
public sealed class ArizeCreateExperimentTask : ArizeBuildTask
{
    CreateRunExperimentTaskRequest? request;
    IfExists ifExists;

    /// <summary>The task's name. Required.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>The dataset (name or id) to run over. Required.</summary>
    [Required]
    public string? Dataset { get; set; }

    /// <summary>A JSON file with the run configuration as on the wire. An integration may be given by name. Required.</summary>
    [Required]
    public string? RunConfigurationFile { get; set; }

    /// <summary>A model to use instead of the <c>model_name</c> in the file.</summary>
    public string? ModelName { get; set; }

    /// <summary>Update (default), Reuse or Fail: what to do if a task of that name exists.</summary>
    public string? IfExists { get; set; }

    /// <summary>The task's id.</summary>
    [Output]
    public string? TaskId { get; private set; }

    private protected override void Read(SettingReader settings)
    {
        var name = settings.Required(nameof(Name), Name, "Give the task a name.");
        settings.Add(DatasetsClient.CheckDataset(Dataset, Space));
        ifExists = settings.Choice<IfExists>(nameof(IfExists), IfExists) ?? default;
        if (RunConfigurationReader.Read(settings, nameof(RunConfigurationFile), RunConfigurationFile, ModelName, FullPath) is { } configuration)
            request = new CreateRunExperimentTaskRequest { Name = name, Dataset = SettingReader.Text(Dataset) ?? "", Space = Space, RunConfiguration = configuration };
    }

    private protected override async Task RunAsync(ArizeClient arize, MSBuildLog log, CancellationToken cancellationToken) =>
        TaskId = (await new ExperimentTaskSetup(arize, log).EnsureAsync(request!, ifExists, cancellationToken).ConfigureAwait(false)).Id;
}
