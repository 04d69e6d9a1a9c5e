using Arize.Build.Client;
using Arize.Build.Gates.Settings;
using Cake.Arize.Running;
using Cake.Core;
using Cake.Core.Annotations;

namespace Cake.Arize;

public static partial class ArizeAliases
{
    /// <summary>Reads a run as it stands now. It judges nothing: a failed run does not fail the build.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(() =>
    /// {
    ///     var run = ArizeGetRun(Argument&lt;string&gt;("run"));
    ///     Information("{0}: {1}", run.Id, run.Status);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="runId">The run's id.</param>
    /// <returns>The run.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static TaskRun ArizeGetRun(this ICakeContext context, string runId) => AliasCall.Wait(() => ArizeGetRunAsync(context, runId));

    /// <summary>Reads a run as it stands now. It judges nothing: a failed run does not fail the build.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(async () =>
    /// {
    ///     var run = await ArizeGetRunAsync(Argument&lt;string&gt;("run"));
    ///     Information("{0}: {1}", run.Id, run.Status);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="runId">The run's id.</param>
    /// <returns>The run.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Task<TaskRun> ArizeGetRunAsync(this ICakeContext context, string runId) => ArizeGetRunAsync(context, runId, new ArizeSettings());

    /// <summary>Reads a run as it stands now. It judges nothing: a failed run does not fail the build.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(() =>
    /// {
    ///     var run = ArizeGetRun(Argument&lt;string&gt;("run"), new ArizeSettings { Region = "eu-west-1a" });
    ///     Information("{0}: {1}", run.Id, run.Status);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="runId">The run's id.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>The run.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static TaskRun ArizeGetRun(this ICakeContext context, string runId, ArizeSettings settings) => AliasCall.Wait(() => ArizeGetRunAsync(context, runId, settings));

    /// <summary>Reads a run as it stands now. It judges nothing: a failed run does not fail the build.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(async () =>
    /// {
    ///     var run = await ArizeGetRunAsync(Argument&lt;string&gt;("run"), new ArizeSettings { Region = "eu-west-1a" });
    ///     Information("{0}: {1}", run.Id, run.Status);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="runId">The run's id.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>The run.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Task<TaskRun> ArizeGetRunAsync(this ICakeContext context, string runId, ArizeSettings settings)
    {
        var call = new AliasCall(context, settings);
        var id = RunIds(call.Settings, nameof(runId), [runId]);
        return call.AskAsync((arize, cancellationToken) => arize.Tasks.GetRunAsync(id[0], cancellationToken));
    }

    /// <summary>Lists the runs of a task, newest first.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(() =>
    /// {
    ///     foreach (var run in ArizeListRuns("support-golden").Items)
    ///         Information("{0} {1}", run.Id, run.Status);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="task">The task: name or id.</param>
    /// <returns>One page of runs, and the cursor of the next one.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Page<TaskRun> ArizeListRuns(this ICakeContext context, string task) => AliasCall.Wait(() => ArizeListRunsAsync(context, task));

    /// <summary>Lists the runs of a task, newest first.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(async () =>
    /// {
    ///     foreach (var run in (await ArizeListRunsAsync("support-golden")).Items)
    ///         Information("{0} {1}", run.Id, run.Status);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="task">The task: name or id.</param>
    /// <returns>One page of runs, and the cursor of the next one.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Task<Page<TaskRun>> ArizeListRunsAsync(this ICakeContext context, string task) => ArizeListRunsAsync(context, task, new ArizeListRunsSettings());

    /// <summary>Lists the runs of a task, newest first.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(() =>
    /// {
    ///     var failed = ArizeListRuns("support-golden", new ArizeListRunsSettings { Status = RunStatus.Failed, All = true });
    ///     Information("{0} runs failed", failed.Items.Count);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="task">The task: name or id.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>One page of runs, and the cursor of the next one; with All, all of them.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Page<TaskRun> ArizeListRuns(this ICakeContext context, string task, ArizeListRunsSettings settings) => AliasCall.Wait(() => ArizeListRunsAsync(context, task, settings));

    /// <summary>Lists the runs of a task, newest first.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(async () =>
    /// {
    ///     var failed = await ArizeListRunsAsync("support-golden", new ArizeListRunsSettings { Status = RunStatus.Failed, All = true });
    ///     Information("{0} runs failed", failed.Items.Count);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="task">The task: name or id.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>One page of runs, and the cursor of the next one; with All, all of them.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Task<Page<TaskRun>> ArizeListRunsAsync(this ICakeContext context, string task, ArizeListRunsSettings settings)
    {
        var call = new AliasCall(context, settings);
        var request = new ListRunsRequest { Task = SettingReader.Text(task) ?? "", Space = call.Space, Status = settings.Status, Limit = Limit(call, settings), Cursor = SettingReader.Text(settings.Cursor) };
        call.Settings.Add(TasksClient.CheckListRuns(request));
        return call.AskAsync(async (arize, cancellationToken) => settings.All
            ? await AllAsync(arize.Tasks.ListAllRunsAsync(request, cancellationToken)).ConfigureAwait(false)
            : await arize.Tasks.ListRunsAsync(request, cancellationToken).ConfigureAwait(false));
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
        return new Page<T>(items, null);
    }
}
