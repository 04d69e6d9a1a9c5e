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
    /// Task("Evaluate").Does(() =>
    /// {
    ///     var task = ArizeGetTask("support-golden");
    ///     Information("{0} is of type {1}", task.Name, task.Type);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="task">The task: name or id.</param>
    /// <returns>The task.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static ArizeTask ArizeGetTask(this ICakeContext context, string task) => AliasCall.Wait(() => ArizeGetTaskAsync(context, task));

    /// <summary>Reads a task.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(async () =>
    /// {
    ///     var task = await ArizeGetTaskAsync("support-golden");
    ///     Information("{0} is of type {1}", task.Name, task.Type);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="task">The task: name or id.</param>
    /// <returns>The task.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Task<ArizeTask> ArizeGetTaskAsync(this ICakeContext context, string task) => ArizeGetTaskAsync(context, task, new ArizeSettings());

    /// <summary>Reads a task.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(() =>
    /// {
    ///     var task = ArizeGetTask("support-golden", new ArizeSettings { Space = "support" });
    ///     Information("{0} is of type {1}", task.Name, task.Type);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="task">The task: name or id.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>The task.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static ArizeTask ArizeGetTask(this ICakeContext context, string task, ArizeSettings settings) => AliasCall.Wait(() => ArizeGetTaskAsync(context, task, settings));

    /// <summary>Reads a task.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(async () =>
    /// {
    ///     var task = await ArizeGetTaskAsync("support-golden", new ArizeSettings { Space = "support" });
    ///     Information("{0} is of type {1}", task.Name, task.Type);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="task">The task: name or id.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>The task.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Task<ArizeTask> ArizeGetTaskAsync(this ICakeContext context, string task, ArizeSettings settings)
    {
        var call = new AliasCall(context, settings);
        call.Settings.Add(TasksClient.CheckTask(task, call.Space, []));
        return call.AskAsync((arize, cancellationToken) => arize.Tasks.GetAsync(task.Trim(), call.Space, cancellationToken));
    }

    /// <summary>Lists tasks.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(() =>
    /// {
    ///     foreach (var task in ArizeListTasks().Items)
    ///         Information("{0} {1}", task.Id, task.Name);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <returns>One page of tasks, and the cursor of the next one.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Page<ArizeTask> ArizeListTasks(this ICakeContext context) => AliasCall.Wait(() => ArizeListTasksAsync(context));

    /// <summary>Lists tasks.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(async () =>
    /// {
    ///     foreach (var task in (await ArizeListTasksAsync()).Items)
    ///         Information("{0} {1}", task.Id, task.Name);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <returns>One page of tasks, and the cursor of the next one.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Task<Page<ArizeTask>> ArizeListTasksAsync(this ICakeContext context) => ArizeListTasksAsync(context, new ArizeListTasksSettings());

    /// <summary>Lists tasks. Filters combine.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(() =>
    /// {
    ///     var tasks = ArizeListTasks(new ArizeListTasksSettings { Space = "support", Type = TaskType.RunExperiment, All = true });
    ///     Information("{0} tasks", tasks.Items.Count);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>One page of tasks, and the cursor of the next one; with All, all of them.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Page<ArizeTask> ArizeListTasks(this ICakeContext context, ArizeListTasksSettings settings) => AliasCall.Wait(() => ArizeListTasksAsync(context, settings));

    /// <summary>Lists tasks. Filters combine.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(async () =>
    /// {
    ///     var tasks = await ArizeListTasksAsync(new ArizeListTasksSettings { Space = "support", Type = TaskType.RunExperiment, All = true });
    ///     Information("{0} tasks", tasks.Items.Count);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>One page of tasks, and the cursor of the next one; with All, all of them.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Task<Page<ArizeTask>> ArizeListTasksAsync(this ICakeContext context, ArizeListTasksSettings settings)
    {
        var call = new AliasCall(context, settings);
        var request = new ListTasksRequest
        {
            Name = SettingReader.Text(settings.Name),
            Space = call.Space,
            Project = SettingReader.Text(settings.Project),
            Dataset = SettingReader.Text(settings.Dataset),
            Type = settings.Type,
            Limit = Limit(call, settings),
            Cursor = SettingReader.Text(settings.Cursor),
        };
        call.Settings.Add(TasksClient.CheckList(request));
        return call.AskAsync(async (arize, cancellationToken) => settings.All
            ? await AllAsync(arize.Tasks.ListAllAsync(request, cancellationToken)).ConfigureAwait(false)
            : await arize.Tasks.ListAsync(request, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Deletes a task with its configuration and its runs, for good.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(() =>
    /// {
    ///     ArizeDeleteTask("support-old");
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="task">The task: name or id.</param>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static void ArizeDeleteTask(this ICakeContext context, string task) => AliasCall.Wait(async () =>
    {
        await ArizeDeleteTaskAsync(context, task).ConfigureAwait(false);
        return true;
    });

    /// <summary>Deletes a task with its configuration and its runs, for good.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(async () =>
    /// {
    ///     await ArizeDeleteTaskAsync("support-old");
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="task">The task: name or id.</param>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Task ArizeDeleteTaskAsync(this ICakeContext context, string task) => ArizeDeleteTaskAsync(context, task, new ArizeSettings());

    /// <summary>Deletes a task with its configuration and its runs, for good.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(() =>
    /// {
    ///     ArizeDeleteTask("support-old", new ArizeSettings { Space = "support" });
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="task">The task: name or id.</param>
    /// <param name="settings">The settings.</param>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static void ArizeDeleteTask(this ICakeContext context, string task, ArizeSettings settings) => AliasCall.Wait(async () =>
    {
        await ArizeDeleteTaskAsync(context, task, settings).ConfigureAwait(false);
        return true;
    });

    /// <summary>Deletes a task with its configuration and its runs, for good.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(async () =>
    /// {
    ///     await ArizeDeleteTaskAsync("support-old", new ArizeSettings { Space = "support" });
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="task">The task: name or id.</param>
    /// <param name="settings">The settings.</param>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static async Task ArizeDeleteTaskAsync(this ICakeContext context, string task, ArizeSettings settings)
    {
        var call = new AliasCall(context, settings);
        call.Settings.Add(TasksClient.CheckTask(task, call.Space, []));
        await call.AskAsync(async (arize, cancellationToken) =>
        {
            await arize.Tasks.DeleteAsync(task.Trim(), call.Space, cancellationToken).ConfigureAwait(false);
            call.Log.Milestone($"Deleted task {RemoteText.Quote(task.Trim())}.");
            return true;
        }).ConfigureAwait(false);
    }
}
