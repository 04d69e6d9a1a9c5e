using Arize.Build.Gates;
using Cake.Arize.Running;
using Cake.Core;
using Cake.Core.Annotations;

namespace Cake.Arize;

public static partial class ArizeAliases
{
    /// <summary>Asks a gate: starts its run, or continues the one in its record; waits; judges; writes the record; and fails the build where it blocks.</summary>
    /// <example><code>
    /// Task("Gate").Does(() => ArizeGate("gates/release.gate.json"));
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="gate">The path of a gate file, or the name of a gate over one run.</param>
    /// <returns>What became of the gate; null where it was not asked (Skip, DryRun, WhenNoKey).</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static GateResult? ArizeGate(this ICakeContext context, string gate) => AliasCall.Wait(() => ArizeGateAsync(context, gate));

    /// <summary>Asks a gate: starts its run, or continues the one in its record; waits; judges; writes the record; and fails the build where it blocks.</summary>
    /// <example><code>
    /// Task("Gate").Does(async () => await ArizeGateAsync("gates/release.gate.json"));
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="gate">The path of a gate file, or the name of a gate over one run.</param>
    /// <returns>What became of the gate; null where it was not asked (Skip, DryRun, WhenNoKey).</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Task<GateResult?> ArizeGateAsync(this ICakeContext context, string gate) => ArizeGateAsync(context, gate, new ArizeGateSettings());

    /// <summary>Asks a gate: starts its run, or continues the one in its record; waits; judges; writes the record; and fails the build where it blocks. Without a file, the run alone is judged: it must complete, with few enough errors.</summary>
    /// <example><code>
    /// Task("Nightly").Does(() => ArizeGate("nightly", new ArizeGateSettings { Task = "support-golden", Space = "support", MaxErrorRate = 0.01 }));
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="gate">The path of a gate file, or the name of a gate over one run.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>What became of the gate; null where it was not asked (Skip, DryRun, WhenNoKey).</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static GateResult? ArizeGate(this ICakeContext context, string gate, ArizeGateSettings settings) => AliasCall.Wait(() => ArizeGateAsync(context, gate, settings));

    /// <summary>Asks a gate: starts its run, or continues the one in its record; waits; judges; writes the record; and fails the build where it blocks. Without a file, the run alone is judged: it must complete, with few enough errors.</summary>
    /// <example><code>
    /// Task("Nightly").Does(async () => await ArizeGateAsync("nightly", new ArizeGateSettings { Task = "support-golden", Space = "support", MaxErrorRate = 0.01 }));
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="gate">The path of a gate file, or the name of a gate over one run.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>What became of the gate; null where it was not asked (Skip, DryRun, WhenNoKey).</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Task<GateResult?> ArizeGateAsync(this ICakeContext context, string gate, ArizeGateSettings settings) => OnlyAsync(ArizeGateAsync(context, [gate], settings));

    /// <summary>Asks several gates, at once. Each is asked and reported, even when another blocks.</summary>
    /// <example><code>
    /// Task("Gates").Does(() => ArizeGate(["gates/release.gate.json", "gates/smoke.gate.json"], new ArizeGateSettings()));
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="gates">The paths of gate files, or names of gates.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>What became of each gate, in their order; null for one that was not asked.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static IReadOnlyList<GateResult?> ArizeGate(this ICakeContext context, IEnumerable<string> gates, ArizeGateSettings settings) => AliasCall.Wait(() => ArizeGateAsync(context, gates, settings));

    /// <summary>Asks several gates, at once. Each is asked and reported, even when another blocks.</summary>
    /// <example><code>
    /// Task("Gates").Does(async () => await ArizeGateAsync(["gates/release.gate.json", "gates/smoke.gate.json"], new ArizeGateSettings()));
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="gates">The paths of gate files, or names of gates.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>What became of each gate, in their order; null for one that was not asked.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Task<IReadOnlyList<GateResult?>> ArizeGateAsync(this ICakeContext context, IEnumerable<string> gates, ArizeGateSettings settings) => new GatesCall(context, gates, settings).AskAsync();
}
