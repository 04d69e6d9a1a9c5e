using Arize.Build.Client;
using Arize.Build.Gates.Settings;
using Microsoft.Build.Framework;

namespace Arize.Build.Tasks;

/// <summary>Lists the runs of a task, newest first.</summary>
[MSBuildMultiThreadableTask]
public sealed class ArizeListRuns : ArizeBuildTask
{
    ListRunsRequest? request;
    bool all;

    /// <summary>The task: name or id. Required.</summary>
    [Required]
    public string? Task { get; set; }

    /// <summary>Only runs of this status: Pending, Running, Completed, Failed, Cancelled. Default: all.</summary>
    public string? Status { get; set; }

    /// <summary>The maximum number of runs, 1 to 100. Default: 100. Not with All.</summary>
    public string? Limit { get; set; }

    /// <summary>Where an earlier list of the same filters ended (its NextCursor). Not with All.</summary>
    public string? Cursor { get; set; }

    /// <summary>true reads every page. Default: false, one page.</summary>
    public string? All { get; set; }

    /// <summary>The runs: Include = id, metadata as of ArizeGetRun.</summary>
    [Output]
    public ITaskItem[] Results { get; private set; } = [];

    /// <summary>The cursor of the next page; empty on the last one.</summary>
    [Output]
    public string? NextCursor { get; private set; }

    private protected override void Read(SettingReader settings)
    {
        all = ListPaging.Read(settings, All, Limit, Cursor);
        request = new ListRunsRequest
        {
            Task = SettingReader.Text(Task) ?? "",
            Space = Space,
            Status = settings.Choice(nameof(Status), Status, RunStatus.Unknown),
            Limit = settings.Count(nameof(Limit), Limit) ?? ListPaging.DefaultLimit,
        };
        settings.Add(TasksClient.CheckListRuns(request));
    }

    private protected override async System.Threading.Tasks.Task RunAsync(ArizeClient arize, MSBuildLog log, CancellationToken cancellationToken) =>
        (Results, NextCursor) = all
            ? (await ListPaging.AllAsync(arize.Tasks.ListRunsAsync(request!, cancellationToken), r => Outputs.Of(r)).ConfigureAwait(false), "")
            : ListPaging.One(await arize.Tasks.ListRunsAsync(request!, cancellationToken).ReadPageAsync(SettingReader.Text(Cursor), cancellationToken).ConfigureAwait(false), r => Outputs.Of(r));
}
