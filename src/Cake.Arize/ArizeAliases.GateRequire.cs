using Arize.Build.Gates;
using Arize.Build.Gates.Running;
using Cake.Arize.Running;
using Cake.Core;
using Cake.Core.Annotations;

namespace Cake.Arize;

public static partial class ArizeAliases
{
    /// <summary>
    /// Fails unless the record of a gate holds a pass for this commit, recent enough and unaltered: for a deploy step, which should not trust
    /// the exit code of a build that may have been killed. It calls no service and needs no key.
    /// </summary>
    /// <example><code>
    /// Task("Deploy").Does(() => ArizeGateRequire("gates/release.gate.json", new ArizeGateRequireSettings { VerdictMaxAge = TimeSpan.FromHours(2) }));
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="gate">The path of a gate file, or the name of a gate over one run.</param>
    /// <param name="settings">The settings. Default: a verdict of at most one day.</param>
    /// <exception cref="CakeException">There is no such pass: code, reason and next step.</exception>
    [CakeMethodAlias]
    public static void ArizeGateRequire(this ICakeContext context, string gate, ArizeGateRequireSettings? settings = null) =>
        AliasCall.Wait(() => ArizeGateRequireAsync(context, gate, settings));

    /// <inheritdoc cref="ArizeGateRequire(ICakeContext, string, ArizeGateRequireSettings?)"/>
    [CakeMethodAlias]
    public static Task ArizeGateRequireAsync(this ICakeContext context, string gate, ArizeGateRequireSettings? settings = null)
    {
        settings ??= new ArizeGateRequireSettings();
        return new GatesCall(context, [gate], settings, settings.OnFail).RequireAsync(new VerdictWanted(settings.VerdictMaxAge, settings.RequireSameSources));
    }

    /// <summary>
    /// Judges records again under a gate as it is now, and reports what changes: which criteria, and how often this setting would have blocked.
    /// It calls no service, needs no key, changes no record, and blocks nothing.
    /// </summary>
    /// <example><code>
    /// Task("Replay").Does(() => ArizeGateReplay("gates/stricter.gate.json", new ArizeGateReplaySettings { Replay = "downloaded/records" }));
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="gate">The path of a gate file.</param>
    /// <param name="settings">The settings. Default: the gate's own record is judged again.</param>
    /// <returns>The new verdict of each record.</returns>
    /// <exception cref="CakeException">No record can be judged, or the gate file is not valid: code, reason and next step.</exception>
    [CakeMethodAlias]
    public static ReplayResult ArizeGateReplay(this ICakeContext context, string gate, ArizeGateReplaySettings? settings = null) =>
        AliasCall.Wait(() => ArizeGateReplayAsync(context, gate, settings));

    /// <inheritdoc cref="ArizeGateReplay(ICakeContext, string, ArizeGateReplaySettings?)"/>
    [CakeMethodAlias]
    public static Task<ReplayResult> ArizeGateReplayAsync(this ICakeContext context, string gate, ArizeGateReplaySettings? settings = null)
    {
        settings ??= new ArizeGateReplaySettings();
        return OnlyAsync(new GatesCall(context, [gate], settings).ReplayAsync(settings.Replay));
    }
}
