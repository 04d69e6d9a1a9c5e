using Arize.Build.Client;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Settings;
using Cake.Arize.Running;
using Cake.Core;
using Cake.Core.Annotations;

namespace Cake.Arize;

public static partial class ArizeAliases
{
    /// <summary>Waits until a run has ended, and fails if it failed, was cancelled, timed out, or has more errors than allowed.</summary>
    /// <example><code>
    /// Task("Wait").Does(() =>
    /// {
    ///     var run = ArizeTriggerRun("support-golden");
    ///     var ended = ArizeWaitForRun(run.RunId, new ArizeWaitForRunSettings { Timeout = TimeSpan.FromMinutes(30), MaxErrorRate = 0.01 });
    ///     Information("{0} examples succeeded", ended.NumSuccesses);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="runId">The run's id.</param>
    /// <param name="settings">The settings. Default: up to 10 minutes, no errors allowed.</param>
    /// <returns>The run as it ended.</returns>
    /// <exception cref="CakeException">The run did not end well, or its end was not seen: code, reason and next step.</exception>
    [CakeMethodAlias]
    public static TaskRun ArizeWaitForRun(this ICakeContext context, string runId, ArizeWaitForRunSettings? settings = null) =>
        AliasCall.Wait(() => ArizeWaitForRunAsync(context, runId, settings));

    /// <inheritdoc cref="ArizeWaitForRun(ICakeContext, string, ArizeWaitForRunSettings?)"/>
    [CakeMethodAlias]
    public static Task<TaskRun> ArizeWaitForRunAsync(this ICakeContext context, string runId, ArizeWaitForRunSettings? settings = null) =>
        OnlyAsync(ArizeWaitForRunAsync(context, [runId], settings));

    /// <summary>Waits until several runs have ended. Every run is waited for and reported, even if an earlier one is bad.</summary>
    /// <example><code>
    /// Task("Wait").Does(() =>
    /// {
    ///     var runs = new[] { "support-golden", "support-smoke" }.Select(task => ArizeTriggerRun(task).RunId).ToArray();
    ///     ArizeWaitForRun(runs, new ArizeWaitForRunSettings { Timeout = TimeSpan.FromMinutes(30) });
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="runIds">The ids of the runs.</param>
    /// <param name="settings">The settings. Default: up to 10 minutes for all together, no errors allowed.</param>
    /// <returns>The runs as they ended.</returns>
    /// <exception cref="CakeException">A run did not end well, or its end was not seen: code, reason and next step.</exception>
    [CakeMethodAlias]
    public static IReadOnlyList<TaskRun> ArizeWaitForRun(
        this ICakeContext context, IEnumerable<string> runIds, ArizeWaitForRunSettings? settings = null) =>
        AliasCall.Wait(() => ArizeWaitForRunAsync(context, runIds, settings));

    /// <inheritdoc cref="ArizeWaitForRun(ICakeContext, IEnumerable{string}, ArizeWaitForRunSettings?)"/>
    [CakeMethodAlias]
    public static Task<IReadOnlyList<TaskRun>> ArizeWaitForRunAsync(
        this ICakeContext context, IEnumerable<string> runIds, ArizeWaitForRunSettings? settings = null)
    {
        settings ??= new ArizeWaitForRunSettings();
        var call = new AliasCall(context, settings);
        var step = new WaitStep
        {
            RunIds = RunIds(call.Settings, nameof(runIds), runIds),
            Timeout = call.Settings.Duration(nameof(settings.Timeout), settings.Timeout) ?? WaitStep.DefaultTimeout,
            PollInterval = call.Settings.Duration(nameof(settings.PollInterval), settings.PollInterval),
            OnTimeout = settings.OnTimeout,
            Limits = new RunLimits(
                call.Settings.Count(nameof(settings.MaxErrors), settings.MaxErrors, least: 0),
                call.Settings.Share(nameof(settings.MaxErrorRate), settings.MaxErrorRate)),
        };
        return call.AskAsync<IReadOnlyList<TaskRun>>(async (arize, cancellationToken) =>
        {
            var bad = new List<ArizeDiagnostic>();
            var waited = await new RunCommands(arize, call.Log, Bad).WaitAsync(step, cancellationToken).ConfigureAwait(false);
            // Without its end, there is no run to give back.
            var report = !settings.ThrowOnFailure && waited.All(w => w.Run is not null) ? (Action<ArizeDiagnostic>)call.Log.Warning : call.Log.Error;
            bad.ForEach(report);
            return [.. waited.Select(w => w.Run).OfType<TaskRun>()];

            void Bad(ArizeDiagnostic diagnostic)
            {
                lock (bad)
                    bad.Add(diagnostic);
            }
        });
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
