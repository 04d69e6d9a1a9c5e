using Arize.Build.Gates;
using Cake.Arize.Running;
using Cake.Core;
using Cake.Core.Annotations;

namespace Cake.Arize;

public static partial class ArizeAliases
{
    /// <summary>
    /// Triggers the run of a gate and ends, for pipelines that judge later: a later build of the same commit, within a day, continues it with
    /// <c>ArizeGate</c>.
    /// </summary>
    /// <example><code>
    /// Task("Start").Does(() => ArizeGateStart("gates/release.gate.json", new ArizeGateStartSettings { MaxExamples = 50 }));
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="gate">The path of a gate file, or the name of a gate over one run.</param>
    /// <param name="settings">The settings. Default: what the gate file and the environment say.</param>
    /// <returns>The run; null if the gate judges an existing experiment.</returns>
    /// <exception cref="CakeException">The run was not started: code, reason and next step.</exception>
    [CakeMethodAlias]
    public static TriggeredRun? ArizeGateStart(this ICakeContext context, string gate, ArizeGateStartSettings? settings = null) =>
        AliasCall.Wait(() => ArizeGateStartAsync(context, gate, settings));

    /// <inheritdoc cref="ArizeGateStart(ICakeContext, string, ArizeGateStartSettings?)"/>
    [CakeMethodAlias]
    public static Task<TriggeredRun?> ArizeGateStartAsync(this ICakeContext context, string gate, ArizeGateStartSettings? settings = null) =>
        OnlyAsync(new GatesCall(context, [gate], settings ?? new ArizeGateStartSettings()).StartAsync());

    /// <summary>
    /// Cancels the runs that the record of a gate names: for a step that always runs, after one that may have been killed. Safe to repeat.
    /// </summary>
    /// <example><code>
    /// Task("Cancel").Does(() => ArizeGateCancel("gates/release.gate.json"));
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="gate">The path of a gate file, or the name of a gate over one run.</param>
    /// <param name="settings">The settings. Default: the record is in <c>artifacts/arize</c>.</param>
    /// <returns>The ids of the cancelled runs; empty if there was nothing to cancel.</returns>
    /// <exception cref="CakeException">A run was not cancelled: code, reason and next step.</exception>
    [CakeMethodAlias]
    public static IReadOnlyList<string> ArizeGateCancel(this ICakeContext context, string gate, ArizeGateCancelSettings? settings = null) =>
        AliasCall.Wait(() => ArizeGateCancelAsync(context, gate, settings));

    /// <inheritdoc cref="ArizeGateCancel(ICakeContext, string, ArizeGateCancelSettings?)"/>
    [CakeMethodAlias]
    public static Task<IReadOnlyList<string>> ArizeGateCancelAsync(
        this ICakeContext context, string gate, ArizeGateCancelSettings? settings = null) =>
        new GatesCall(context, [gate], settings ?? new ArizeGateCancelSettings()).CancelAsync();
}
