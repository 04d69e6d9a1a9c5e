using Arize.Build.Gates.Replay;
using Cake.Arize.Running;
using Cake.Core;
using Cake.Core.Annotations;

namespace Cake.Arize;

public static partial class ArizeAliases
{
    /// <summary>Judges records again under a gate as it is now, and says what turns: which criteria, and how often this setting would have blocked. It asks no service, needs no key, changes no record, and blocks nothing.</summary>
    /// <example><code>
    /// Task("Replay").Does(() => ArizeGateReplay("gates/release.gate.json"));
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="gate">The path of a gate file.</param>
    /// <returns>What became of each record.</returns>
    /// <exception cref="CakeException">There is no record that can be judged, or the gate cannot be read: code, reason and way out.</exception>
    [CakeMethodAlias]
    public static ReplayResult ArizeGateReplay(this ICakeContext context, string gate) => AliasCall.Wait(() => ArizeGateReplayAsync(context, gate));

    /// <summary>Judges records again under a gate as it is now, and says what turns: which criteria, and how often this setting would have blocked. It asks no service, needs no key, changes no record, and blocks nothing.</summary>
    /// <example><code>
    /// Task("Replay").Does(async () => await ArizeGateReplayAsync("gates/release.gate.json"));
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="gate">The path of a gate file.</param>
    /// <returns>What became of each record.</returns>
    /// <exception cref="CakeException">There is no record that can be judged, or the gate cannot be read: code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Task<ReplayResult> ArizeGateReplayAsync(this ICakeContext context, string gate) => ArizeGateReplayAsync(context, gate, new ArizeGateSettings());

    /// <summary>Judges records again under a gate as it is now, and says what turns: which criteria, and how often this setting would have blocked. It asks no service, needs no key, changes no record, and blocks nothing.</summary>
    /// <example><code>
    /// Task("Replay").Does(() => ArizeGateReplay("gates/stricter.gate.json", new ArizeGateSettings { Replay = "downloaded/records" }));
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="gate">The path of a gate file.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>What became of each record.</returns>
    /// <exception cref="CakeException">There is no record that can be judged, or the gate cannot be read: code, reason and way out.</exception>
    [CakeMethodAlias]
    public static ReplayResult ArizeGateReplay(this ICakeContext context, string gate, ArizeGateSettings settings) => AliasCall.Wait(() => ArizeGateReplayAsync(context, gate, settings));

    /// <summary>Judges records again under a gate as it is now, and says what turns: which criteria, and how often this setting would have blocked. It asks no service, needs no key, changes no record, and blocks nothing.</summary>
    /// <example><code>
    /// Task("Replay").Does(async () => await ArizeGateReplayAsync("gates/stricter.gate.json", new ArizeGateSettings { Replay = "downloaded/records" }));
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="gate">The path of a gate file.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>What became of each record.</returns>
    /// <exception cref="CakeException">There is no record that can be judged, or the gate cannot be read: code, reason and way out.</exception>
    [CakeMethodAlias]
    public static async Task<ReplayResult> ArizeGateReplayAsync(this ICakeContext context, string gate, ArizeGateSettings settings) =>
        (await new GatesCall(context, [gate], settings).ReplayAsync().ConfigureAwait(false))[0];
}
