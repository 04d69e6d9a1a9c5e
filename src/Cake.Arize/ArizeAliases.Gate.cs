using Arize.Build.Gates;
using Cake.Arize.Running;
using Cake.Core;
using Cake.Core.Annotations;

namespace Cake.Arize;

public static partial class ArizeAliases
{
    /// <summary>
    /// Runs a gate: starts its run, or continues the one in its record; waits; judges; writes the record; and fails the script if the gate
    /// blocks. A gate without a file judges the run alone: it must complete, with few enough errors.
    /// </summary>
    /// <example><code>
    /// Task("Gate").Does(() => ArizeGate("gates/release.gate.json"));
    ///
    /// Task("Nightly").Does(() => ArizeGate("nightly", new ArizeGateSettings { Task = "support-golden", Space = "support", MaxErrorRate = 0.01 }));
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="gate">The path of a gate file, or the name of a gate over one run.</param>
    /// <param name="settings">The settings. Default: what the gate file and the environment say.</param>
    /// <returns>The gate's result; null if it did not run (Skip, DryRun, WhenNoKey).</returns>
    /// <exception cref="ArizeGateException">The gate blocks. The exception carries the result.</exception>
    /// <exception cref="CakeException">The gate failed to run: code, reason and next step.</exception>
    [CakeMethodAlias]
    public static GateResult? ArizeGate(this ICakeContext context, string gate, ArizeGateSettings? settings = null) =>
        AliasCall.Wait(() => ArizeGateAsync(context, gate, settings));

    /// <inheritdoc cref="ArizeGate(ICakeContext, string, ArizeGateSettings?)"/>
    [CakeMethodAlias]
    public static Task<GateResult?> ArizeGateAsync(this ICakeContext context, string gate, ArizeGateSettings? settings = null) =>
        OnlyAsync(ArizeGateAsync(context, [gate], settings));

    /// <summary>Runs several gates at once. Each one runs and is reported, even if another blocks.</summary>
    /// <example><code>
    /// Task("Gates").Does(() => ArizeGate(["gates/release.gate.json", "gates/smoke.gate.json"]));
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="gates">The paths of gate files, or names of gates.</param>
    /// <param name="settings">The settings of all of them. Default: what the gate files and the environment say.</param>
    /// <returns>The gates' results, in their order; null for one that did not run.</returns>
    /// <exception cref="ArizeGateException">A gate blocks. The exception carries the results.</exception>
    /// <exception cref="CakeException">A gate failed to run: code, reason and next step.</exception>
    [CakeMethodAlias]
    public static IReadOnlyList<GateResult?> ArizeGate(this ICakeContext context, IEnumerable<string> gates, ArizeGateSettings? settings = null) =>
        AliasCall.Wait(() => ArizeGateAsync(context, gates, settings));

    /// <inheritdoc cref="ArizeGate(ICakeContext, IEnumerable{string}, ArizeGateSettings?)"/>
    [CakeMethodAlias]
    public static Task<IReadOnlyList<GateResult?>> ArizeGateAsync(
        this ICakeContext context, IEnumerable<string> gates, ArizeGateSettings? settings = null)
    {
        settings ??= new ArizeGateSettings();
        return new GatesCall(context, gates, settings, settings.OnFail).AskAsync(settings.Skip, settings.DryRun, settings.WhenNoKey);
    }
}
