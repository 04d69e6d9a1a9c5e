using Arize.Build.Client;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Settings;
using Cake.Arize.Running;
using Cake.Core;
using Cake.Core.Annotations;

namespace Cake.Arize;

public static partial class ArizeAliases
{
    /// <summary>Reads a run as it is now. It judges nothing: a failed run does not fail the script.</summary>
    /// <example><code>
    /// Task("Show").Does(() =>
    /// {
    ///     var run = ArizeGetRun(Argument&lt;string&gt;("run"));
    ///     Information("{0}: {1}", run.Id, run.Status);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="runId">The run's id.</param>
    /// <param name="settings">The settings. Default: the environment's.</param>
    /// <returns>The run.</returns>
    /// <exception cref="CakeException">The run was not read: code, reason and next step.</exception>
    [CakeMethodAlias]
    public static TaskRun ArizeGetRun(this ICakeContext context, string runId, ArizeSettings? settings = null) =>
        AliasCall.Wait(() => ArizeGetRunAsync(context, runId, settings));

    /// <inheritdoc cref="ArizeGetRun(ICakeContext, string, ArizeSettings?)"/>
    [CakeMethodAlias]
    public static Task<TaskRun> ArizeGetRunAsync(this ICakeContext context, string runId, ArizeSettings? settings = null)
    {
        var call = new AliasCall(context, settings ?? new ArizeSettings());
        var id = RunIds(call.Settings, nameof(runId), [runId]);
        return call.AskAsync((arize, cancellationToken) => arize.Tasks.GetRunAsync(id[0], cancellationToken));
    }

    /// <summary>Lists the runs of a task, newest first.</summary>
    /// <example><code>
    /// Task("List").Does(() =>
    /// {
    ///     var failed = ArizeListRuns("support-golden", new ArizeListRunsSettings { Status = RunStatus.Failed, All = true });
    ///     Information("{0} runs failed", failed.Items.Count);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="task">The task: name or id.</param>
    /// <param name="settings">The settings. Default: one page, runs of any status.</param>
    /// <returns>One page of runs, and the cursor of the next one; with All, all of them.</returns>
    /// <exception cref="CakeException">The list was not read: code, reason and next step.</exception>
    [CakeMethodAlias]
    public static Page<TaskRun> ArizeListRuns(this ICakeContext context, string task, ArizeListRunsSettings? settings = null) =>
        AliasCall.Wait(() => ArizeListRunsAsync(context, task, settings));

    /// <inheritdoc cref="ArizeListRuns(ICakeContext, string, ArizeListRunsSettings?)"/>
    [CakeMethodAlias]
    public static Task<Page<TaskRun>> ArizeListRunsAsync(this ICakeContext context, string task, ArizeListRunsSettings? settings = null)
    {
        settings ??= new ArizeListRunsSettings();
        var call = new AliasCall(context, settings);
        var request = new ListRunsRequest
        {
            Task = SettingReader.Text(task) ?? "",
            Space = call.Space,
            Status = settings.Status,
            Limit = Limit(call, settings),
        };
        call.Settings.Add(TasksClient.CheckListRuns(request));
        return call.AskAsync(async (arize, cancellationToken) => settings.All
            ? await AllAsync(arize.Tasks.ListRunsAsync(request, cancellationToken)).ConfigureAwait(false)
            : await arize.Tasks.ListRunsAsync(request, cancellationToken).ReadPageAsync(SettingReader.Text(settings.Cursor), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Cancels a run. Safe to repeat: a run that had already ended is logged as such, and is not an error.</summary>
    /// <example><code>
    /// Task("Cancel").Does(() => ArizeCancelRun(Argument&lt;string&gt;("run")));
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="runId">The run's id.</param>
    /// <param name="settings">The settings. Default: the environment's.</param>
    /// <returns>The run after the call.</returns>
    /// <exception cref="CakeException">The run was not cancelled: code, reason and next step.</exception>
    [CakeMethodAlias]
    public static TaskRun ArizeCancelRun(this ICakeContext context, string runId, ArizeSettings? settings = null) =>
        AliasCall.Wait(() => ArizeCancelRunAsync(context, runId, settings));

    /// <inheritdoc cref="ArizeCancelRun(ICakeContext, string, ArizeSettings?)"/>
    [CakeMethodAlias]
    public static Task<TaskRun> ArizeCancelRunAsync(this ICakeContext context, string runId, ArizeSettings? settings = null) =>
        OnlyAsync(ArizeCancelRunAsync(context, [runId], settings));

    /// <summary>Cancels several runs. Every run is tried, even if an earlier one cannot be cancelled.</summary>
    /// <example><code>
    /// Task("Cancel").Does(() =>
    /// {
    ///     var active = ArizeListRuns("support-golden", new ArizeListRunsSettings { Status = RunStatus.Running }).Items.Select(run => run.Id).ToArray();
    ///     if (active.Length &gt; 0)
    ///         ArizeCancelRun(active);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="runIds">The ids of the runs.</param>
    /// <param name="settings">The settings. Default: the environment's.</param>
    /// <returns>The runs after the call.</returns>
    /// <exception cref="CakeException">A run was not cancelled: code, reason and next step.</exception>
    [CakeMethodAlias]
    public static IReadOnlyList<TaskRun> ArizeCancelRun(this ICakeContext context, IEnumerable<string> runIds, ArizeSettings? settings = null) =>
        AliasCall.Wait(() => ArizeCancelRunAsync(context, runIds, settings));

    /// <inheritdoc cref="ArizeCancelRun(ICakeContext, IEnumerable{string}, ArizeSettings?)"/>
    [CakeMethodAlias]
    public static Task<IReadOnlyList<TaskRun>> ArizeCancelRunAsync(
        this ICakeContext context, IEnumerable<string> runIds, ArizeSettings? settings = null)
    {
        var call = new AliasCall(context, settings ?? new ArizeSettings());
        var ids = RunIds(call.Settings, nameof(runIds), runIds);
        return call.AskAsync((arize, cancellationToken) => new RunCommands(arize, call.Log, call.Log.Error).CancelAsync(ids, cancellationToken));
    }

    static int Limit(AliasCall call, ArizeListSettings settings)
    {
        if (settings.All && (settings.Limit is not null || settings.Cursor is not null))
            call.Settings.Add([Diagnostic.Exclusive(["All", settings.Limit is null ? "Cursor" : "Limit"], "Read all pages, or one.")]);
        return settings.Limit ?? 100;
    }

    static async Task<Page<T>> AllAsync<T>(IAsyncEnumerable<T> list)
    {
        var items = new List<T>();
        await foreach (var one in list.ConfigureAwait(false))
            items.Add(one);
        return new Page<T> { Items = items };
    }
}
