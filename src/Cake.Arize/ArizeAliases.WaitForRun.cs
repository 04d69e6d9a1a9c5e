using Arize.Build.Client;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Settings;
using Cake.Arize.Running;
using Cake.Core;
using Cake.Core.Annotations;

namespace Cake.Arize;

public static partial class ArizeAliases
{
    /// <summary>Waits until a run has ended, and fails where it failed, was cancelled, timed out, or has more errors than allowed.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(() =>
    /// {
    ///     var run = ArizeTriggerRun("support-golden");
    ///     ArizeWaitForRun(run.RunId);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="runId">The run's id.</param>
    /// <returns>The run as it ended.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static TaskRun ArizeWaitForRun(this ICakeContext context, string runId) => AliasCall.Wait(() => ArizeWaitForRunAsync(context, runId));

    /// <summary>Waits until a run has ended, and fails where it failed, was cancelled, timed out, or has more errors than allowed.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(async () =>
    /// {
    ///     var run = ArizeTriggerRun("support-golden");
    ///     await ArizeWaitForRunAsync(run.RunId);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="runId">The run's id.</param>
    /// <returns>The run as it ended.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Task<TaskRun> ArizeWaitForRunAsync(this ICakeContext context, string runId) => ArizeWaitForRunAsync(context, runId, new ArizeWaitForRunSettings());

    /// <summary>Waits until a run has ended, and fails where it failed, was cancelled, timed out, or has more errors than allowed.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(() =>
    /// {
    ///     var run = ArizeTriggerRun("support-golden");
    ///     var ended = ArizeWaitForRun(run.RunId, new ArizeWaitForRunSettings { Timeout = TimeSpan.FromMinutes(30), MaxErrorRate = 0.01 });
    ///     Information("{0} examples succeeded", ended.NumSuccesses);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="runId">The run's id.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>The run as it ended.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static TaskRun ArizeWaitForRun(this ICakeContext context, string runId, ArizeWaitForRunSettings settings) => AliasCall.Wait(() => ArizeWaitForRunAsync(context, runId, settings));

    /// <summary>Waits until a run has ended, and fails where it failed, was cancelled, timed out, or has more errors than allowed.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(async () =>
    /// {
    ///     var run = ArizeTriggerRun("support-golden");
    ///     var ended = await ArizeWaitForRunAsync(run.RunId, new ArizeWaitForRunSettings { Timeout = TimeSpan.FromMinutes(30), MaxErrorRate = 0.01 });
    ///     Information("{0} examples succeeded", ended.NumSuccesses);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="runId">The run's id.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>The run as it ended.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Task<TaskRun> ArizeWaitForRunAsync(this ICakeContext context, string runId, ArizeWaitForRunSettings settings) => OnlyAsync(ArizeWaitForRunAsync(context, [runId], settings));

    /// <summary>Waits until all of several runs have ended. Every run is waited for and reported, even when an earlier one is bad.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(() =>
    /// {
    ///     var runs = new[] { "support-golden", "support-smoke" }.Select(task => ArizeTriggerRun(task).RunId).ToArray();
    ///     ArizeWaitForRun(runs, new ArizeWaitForRunSettings { Timeout = TimeSpan.FromMinutes(30) });
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="runIds">The ids of the runs.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>The runs as they ended.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static IReadOnlyList<TaskRun> ArizeWaitForRun(this ICakeContext context, IEnumerable<string> runIds, ArizeWaitForRunSettings settings) => AliasCall.Wait(() => ArizeWaitForRunAsync(context, runIds, settings));

    /// <summary>Waits until all of several runs have ended. Every run is waited for and reported, even when an earlier one is bad.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(async () =>
    /// {
    ///     var runs = new[] { "support-golden", "support-smoke" }.Select(task => ArizeTriggerRun(task).RunId).ToArray();
    ///     await ArizeWaitForRunAsync(runs, new ArizeWaitForRunSettings { Timeout = TimeSpan.FromMinutes(30) });
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="runIds">The ids of the runs.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>The runs as they ended.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Task<IReadOnlyList<TaskRun>> ArizeWaitForRunAsync(this ICakeContext context, IEnumerable<string> runIds, ArizeWaitForRunSettings settings)
    {
        var call = new AliasCall(context, settings);
        var step = new WaitStep
        {
            RunIds = RunIds(call.Settings, nameof(runIds), runIds),
            Timeout = call.Settings.Duration(nameof(settings.Timeout), settings.Timeout) ?? WaitStep.DefaultTimeout,
            PollInterval = call.Settings.Duration(nameof(settings.PollInterval), settings.PollInterval),
            OnTimeout = settings.OnTimeout,
            Limits = new RunLimits(call.Settings.Count(nameof(settings.MaxErrors), settings.MaxErrors, least: 0), call.Settings.Share(nameof(settings.MaxErrorRate), settings.MaxErrorRate)),
        };
        return call.AskAsync<IReadOnlyList<TaskRun>>(async (arize, cancellationToken) =>
            [.. (await new RunCommands(arize, call.Log, call.Log.Error).WaitAsync(step, cancellationToken).ConfigureAwait(false)).Select(r => r.Run).OfType<TaskRun>()]);
    }

    static string[] RunIds(SettingReader settings, string setting, IEnumerable<string> runIds)
    {
        string[] ids = [.. runIds.Select(r => r?.Trim() ?? "").Where(r => r.Length > 0).Distinct(StringComparer.Ordinal)];
        if (ids.Length == 0)
            settings.Required(setting, null, "Give the id of at least one run, as ArizeTriggerRun gives it back in RunId.");
        foreach (var id in ids)
            settings.Add(TasksClient.CheckRun(setting, id));
        return ids;
    }

    static async Task<T> OnlyAsync<T>(Task<IReadOnlyList<T>> list) => (await list.ConfigureAwait(false))[0];
}
