using Arize.Build.Gates.Runs;
using Cake.Arize.Running;
using Cake.Core;
using Cake.Core.Annotations;

namespace Cake.Arize;

public static partial class ArizeAliases
{
    /// <summary>Triggers the run of a gate and ends, for pipelines that judge later: a later build of the same commit, within a day, continues it with <c>ArizeGate</c>.</summary>
    /// <example><code>
    /// Task("Start").Does(() => ArizeGateStart("gates/release.gate.json"));
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="gate">The path of a gate file, or the name of a gate over one run.</param>
    /// <returns>The run; null where the gate judges an experiment that is there.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static TriggeredRun? ArizeGateStart(this ICakeContext context, string gate) => AliasCall.Wait(() => ArizeGateStartAsync(context, gate));

    /// <summary>Triggers the run of a gate and ends, for pipelines that judge later: a later build of the same commit, within a day, continues it with <c>ArizeGate</c>.</summary>
    /// <example><code>
    /// Task("Start").Does(async () => await ArizeGateStartAsync("gates/release.gate.json"));
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="gate">The path of a gate file, or the name of a gate over one run.</param>
    /// <returns>The run; null where the gate judges an experiment that is there.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Task<TriggeredRun?> ArizeGateStartAsync(this ICakeContext context, string gate) => ArizeGateStartAsync(context, gate, new ArizeGateSettings());

    /// <summary>Triggers the run of a gate and ends, for pipelines that judge later: a later build of the same commit, within a day, continues it with <c>ArizeGate</c>.</summary>
    /// <example><code>
    /// Task("Start").Does(() => ArizeGateStart("gates/release.gate.json", new ArizeGateSettings { MaxExamples = 50 }));
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="gate">The path of a gate file, or the name of a gate over one run.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>The run; null where the gate judges an experiment that is there.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static TriggeredRun? ArizeGateStart(this ICakeContext context, string gate, ArizeGateSettings settings) => AliasCall.Wait(() => ArizeGateStartAsync(context, gate, settings));

    /// <summary>Triggers the run of a gate and ends, for pipelines that judge later: a later build of the same commit, within a day, continues it with <c>ArizeGate</c>.</summary>
    /// <example><code>
    /// Task("Start").Does(async () => await ArizeGateStartAsync("gates/release.gate.json", new ArizeGateSettings { MaxExamples = 50 }));
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="gate">The path of a gate file, or the name of a gate over one run.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>The run; null where the gate judges an experiment that is there.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Task<TriggeredRun?> ArizeGateStartAsync(this ICakeContext context, string gate, ArizeGateSettings settings) => OnlyAsync(new GatesCall(context, [gate], settings).StartAsync());

    /// <summary>Cancels the runs that the record of a gate names: for a step that runs always, after one that may have been killed. Safe to repeat.</summary>
    /// <example><code>
    /// Task("Cancel").Does(() => ArizeGateCancel("gates/release.gate.json"));
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="gate">The path of a gate file, or the name of a gate over one run.</param>
    /// <returns>The ids of the runs; empty where there was nothing to cancel.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static IReadOnlyList<string> ArizeGateCancel(this ICakeContext context, string gate) => AliasCall.Wait(() => ArizeGateCancelAsync(context, gate));

    /// <summary>Cancels the runs that the record of a gate names: for a step that runs always, after one that may have been killed. Safe to repeat.</summary>
    /// <example><code>
    /// Task("Cancel").Does(async () => await ArizeGateCancelAsync("gates/release.gate.json"));
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="gate">The path of a gate file, or the name of a gate over one run.</param>
    /// <returns>The ids of the runs; empty where there was nothing to cancel.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Task<IReadOnlyList<string>> ArizeGateCancelAsync(this ICakeContext context, string gate) => ArizeGateCancelAsync(context, gate, new ArizeGateSettings());

    /// <summary>Cancels the runs that the record of a gate names: for a step that runs always, after one that may have been killed. Safe to repeat.</summary>
    /// <example><code>
    /// Task("Cancel").Does(() => ArizeGateCancel("gates/release.gate.json", new ArizeGateSettings { Record = "artifacts/arize/release" }));
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="gate">The path of a gate file, or the name of a gate over one run.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>The ids of the runs; empty where there was nothing to cancel.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static IReadOnlyList<string> ArizeGateCancel(this ICakeContext context, string gate, ArizeGateSettings settings) => AliasCall.Wait(() => ArizeGateCancelAsync(context, gate, settings));

    /// <summary>Cancels the runs that the record of a gate names: for a step that runs always, after one that may have been killed. Safe to repeat.</summary>
    /// <example><code>
    /// Task("Cancel").Does(async () => await ArizeGateCancelAsync("gates/release.gate.json", new ArizeGateSettings { Record = "artifacts/arize/release" }));
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="gate">The path of a gate file, or the name of a gate over one run.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>The ids of the runs; empty where there was nothing to cancel.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Task<IReadOnlyList<string>> ArizeGateCancelAsync(this ICakeContext context, string gate, ArizeGateSettings settings) => new GatesCall(context, [gate], settings).CancelAsync();
}
