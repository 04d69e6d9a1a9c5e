using Arize.Build.Client;
using Arize.Build.Gates.Runs;
using Cake.Arize.Running;
using Cake.Core;
using Cake.Core.Annotations;

namespace Cake.Arize;

public static partial class ArizeAliases
{
    /// <summary>Cancels a run. Safe to repeat: a run that had ended already is said to have, and is no error.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(() =>
    /// {
    ///     ArizeCancelRun(Argument&lt;string&gt;("run"));
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="runId">The run's id.</param>
    /// <returns>The run after the call.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static TaskRun ArizeCancelRun(this ICakeContext context, string runId) => AliasCall.Wait(() => ArizeCancelRunAsync(context, runId));

    /// <summary>Cancels a run. Safe to repeat: a run that had ended already is said to have, and is no error.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(async () =>
    /// {
    ///     await ArizeCancelRunAsync(Argument&lt;string&gt;("run"));
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="runId">The run's id.</param>
    /// <returns>The run after the call.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Task<TaskRun> ArizeCancelRunAsync(this ICakeContext context, string runId) => ArizeCancelRunAsync(context, runId, new ArizeSettings());

    /// <summary>Cancels a run. Safe to repeat: a run that had ended already is said to have, and is no error.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(() =>
    /// {
    ///     ArizeCancelRun(Argument&lt;string&gt;("run"), new ArizeSettings { Region = "eu-west-1a" });
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="runId">The run's id.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>The run after the call.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static TaskRun ArizeCancelRun(this ICakeContext context, string runId, ArizeSettings settings) => AliasCall.Wait(() => ArizeCancelRunAsync(context, runId, settings));

    /// <summary>Cancels a run. Safe to repeat: a run that had ended already is said to have, and is no error.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(async () =>
    /// {
    ///     await ArizeCancelRunAsync(Argument&lt;string&gt;("run"), new ArizeSettings { Region = "eu-west-1a" });
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="runId">The run's id.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>The run after the call.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Task<TaskRun> ArizeCancelRunAsync(this ICakeContext context, string runId, ArizeSettings settings) => OnlyAsync(ArizeCancelRunAsync(context, [runId], settings));

    /// <summary>Cancels several runs. Every run is tried, even when an earlier one cannot be cancelled.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(() =>
    /// {
    ///     var active = ArizeListRuns("support-golden", new ArizeListRunsSettings { Status = RunStatus.Running }).Items.Select(run => run.Id).ToArray();
    ///     if (active.Length &gt; 0)
    ///         ArizeCancelRun(active, new ArizeSettings());
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="runIds">The ids of the runs.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>The runs after the call.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static IReadOnlyList<TaskRun> ArizeCancelRun(this ICakeContext context, IEnumerable<string> runIds, ArizeSettings settings) => AliasCall.Wait(() => ArizeCancelRunAsync(context, runIds, settings));

    /// <summary>Cancels several runs. Every run is tried, even when an earlier one cannot be cancelled.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(async () =>
    /// {
    ///     var active = ArizeListRuns("support-golden", new ArizeListRunsSettings { Status = RunStatus.Running }).Items.Select(run => run.Id).ToArray();
    ///     if (active.Length &gt; 0)
    ///         await ArizeCancelRunAsync(active, new ArizeSettings());
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="runIds">The ids of the runs.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>The runs after the call.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Task<IReadOnlyList<TaskRun>> ArizeCancelRunAsync(this ICakeContext context, IEnumerable<string> runIds, ArizeSettings settings)
    {
        var call = new AliasCall(context, settings);
        var ids = RunIds(call.Settings, nameof(runIds), runIds);
        return call.AskAsync((arize, cancellationToken) => new RunCommands(arize, call.Log, call.Log.Error).CancelAsync(ids, cancellationToken));
    }
}
