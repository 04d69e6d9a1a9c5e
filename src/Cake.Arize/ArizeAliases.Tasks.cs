using Arize.Build.Client;
using Arize.Build.Gates.Settings;
using Cake.Arize.Running;
using Cake.Core;
using Cake.Core.Annotations;

namespace Cake.Arize;

public static partial class ArizeAliases
{
    /// <summary>Reads a task.</summary>
    /// <example><code>
    /// Task("Show").Does(() =>
    /// {
    ///     var task = ArizeGetTask("support-golden", new ArizeSettings { Space = "support" });
    ///     Information("{0} is of type {1}", task.Name, task.Type);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="task">The task: name or id.</param>
    /// <param name="settings">The settings. Default: the environment's.</param>
    /// <returns>The task.</returns>
    /// <exception cref="CakeException">The task was not read: code, reason and next step.</exception>
    [CakeMethodAlias]
    public static ArizeTask ArizeGetTask(this ICakeContext context, string task, ArizeSettings? settings = null) =>
        AliasCall.Wait(() => ArizeGetTaskAsync(context, task, settings));

    /// <inheritdoc cref="ArizeGetTask(ICakeContext, string, ArizeSettings?)"/>
    [CakeMethodAlias]
    public static Task<ArizeTask> ArizeGetTaskAsync(this ICakeContext context, string task, ArizeSettings? settings = null)
    {
        var call = new AliasCall(context, settings ?? new ArizeSettings());
        call.Settings.Add(TasksClient.CheckTask(task, call.Space, []));
        return call.AskAsync((arize, cancellationToken) => arize.Tasks.GetAsync(task.Trim(), call.Space, cancellationToken));
    }

    /// <summary>Lists tasks. Filters combine.</summary>
    /// <example><code>
    /// Task("List").Does(() =>
    /// {
    ///     var tasks = ArizeListTasks(new ArizeListTasksSettings { Space = "support", Type = TaskType.RunExperiment, All = true });
    ///     Information("{0} tasks", tasks.Items.Count);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="settings">The settings. Default: one page of all tasks.</param>
    /// <returns>One page of tasks, and the cursor of the next one; with All, all of them.</returns>
    /// <exception cref="CakeException">The list was not read: code, reason and next step.</exception>
    [CakeMethodAlias]
    public static Page<ArizeTask> ArizeListTasks(this ICakeContext context, ArizeListTasksSettings? settings = null) =>
        AliasCall.Wait(() => ArizeListTasksAsync(context, settings));

    /// <inheritdoc cref="ArizeListTasks(ICakeContext, ArizeListTasksSettings?)"/>
    [CakeMethodAlias]
    public static Task<Page<ArizeTask>> ArizeListTasksAsync(this ICakeContext context, ArizeListTasksSettings? settings = null)
    {
        settings ??= new ArizeListTasksSettings();
        var call = new AliasCall(context, settings);
        var request = new ListTasksRequest
        {
            Name = SettingReader.Text(settings.Name),
            Space = call.Space,
            Project = SettingReader.Text(settings.Project),
            Dataset = SettingReader.Text(settings.Dataset),
            Type = settings.Type,
            Limit = Limit(call, settings),
        };
        call.Settings.Add(TasksClient.CheckList(request));
        return call.AskAsync(async (arize, cancellationToken) => settings.All
            ? await AllAsync(arize.Tasks.ListAsync(request, cancellationToken)).ConfigureAwait(false)
            : await arize.Tasks.ListAsync(request, cancellationToken).ReadPageAsync(SettingReader.Text(settings.Cursor), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Deletes a task with its configuration and its runs, permanently.</summary>
    /// <example><code>
    /// Task("Delete").Does(() => ArizeDeleteTask("support-old", new ArizeSettings { Space = "support" }));
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="task">The task: name or id.</param>
    /// <param name="settings">The settings. Default: the environment's.</param>
    /// <exception cref="CakeException">The task was not deleted, or it is not known: code, reason and next step.</exception>
    [CakeMethodAlias]
    public static void ArizeDeleteTask(this ICakeContext context, string task, ArizeSettings? settings = null) =>
        AliasCall.Wait(() => ArizeDeleteTaskAsync(context, task, settings));

    /// <inheritdoc cref="ArizeDeleteTask(ICakeContext, string, ArizeSettings?)"/>
    [CakeMethodAlias]
    public static Task ArizeDeleteTaskAsync(this ICakeContext context, string task, ArizeSettings? settings = null)
    {
        var call = new AliasCall(context, settings ?? new ArizeSettings());
        call.Settings.Add(TasksClient.CheckTask(task, call.Space, []));
        return call.AskAsync(async (arize, cancellationToken) =>
        {
            await arize.Tasks.DeleteAsync(task.Trim(), call.Space, cancellationToken).ConfigureAwait(false);
            call.Log.Milestone($"Deleted task {RemoteText.Quote(task.Trim())}.");
            return true;
        });
    }
}
