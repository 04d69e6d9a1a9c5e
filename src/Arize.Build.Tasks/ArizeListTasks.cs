using Arize.Build.Client;
using Arize.Build.Gates.Settings;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace Arize.Build.Tasks;

/// <summary>Lists tasks. Filters combine.</summary>
[MSBuildMultiThreadableTask]
public sealed class ArizeListTasks : ArizeBuildTask
{
    ListTasksRequest? request;
    bool all;

    /// <summary>A part of the name, in any casing.</summary>
    public string? Name { get; set; }

    /// <summary>Only tasks over this project: name or id.</summary>
    public string? Project { get; set; }

    /// <summary>Only tasks over this dataset: name or id.</summary>
    public string? Dataset { get; set; }

    /// <summary>Only tasks of this type: TemplateEvaluation, CodeEvaluation or RunExperiment, in any casing and with or without underscores.</summary>
    public string? Type { get; set; }

    /// <summary>The maximum number of tasks, 1 to 100. Default: 100. Not with All.</summary>
    public string? Limit { get; set; }

    /// <summary>Where an earlier list of the same filters ended (its NextCursor). Not with All.</summary>
    public string? Cursor { get; set; }

    /// <summary>true reads every page. Default: false, one page.</summary>
    public string? All { get; set; }

    /// <summary>The tasks: Include = id, metadata as of ArizeGetTask.</summary>
    [Output]
    public ITaskItem[] Results { get; private set; } = [];

    /// <summary>The cursor of the next page; empty on the last one.</summary>
    [Output]
    public string? NextCursor { get; private set; }

    private protected override void Read(SettingReader settings)
    {
        all = ListPaging.Read(settings, All, Limit, Cursor);
        request = new ListTasksRequest
        {
            Name = SettingReader.Text(Name),
            Space = Space,
            Project = SettingReader.Text(Project),
            Dataset = SettingReader.Text(Dataset),
            Type = settings.Choice(nameof(Type), Type, TaskType.Unknown),
            Limit = settings.Count(nameof(Limit), Limit) ?? ListPaging.DefaultLimit,
        };
        settings.Add(TasksClient.CheckList(request));
    }

    private protected override async Task RunAsync(ArizeClient arize, MSBuildLog log, CancellationToken cancellationToken) =>
        (Results, NextCursor) = all
            ? (await ListPaging.AllAsync(arize.Tasks.ListAsync(request!, cancellationToken), Outputs.Of).ConfigureAwait(false), "")
            : ListPaging.One(await arize.Tasks.ListAsync(request!, cancellationToken).ReadPageAsync(SettingReader.Text(Cursor), cancellationToken).ConfigureAwait(false), Outputs.Of);
}
