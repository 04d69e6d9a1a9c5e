using Cake.Arize.Running;
using Cake.Core;
using Cake.Core.Annotations;

namespace Cake.Arize;

public static partial class ArizeAliases
{
    /// <summary>Fails unless the record of a gate holds a pass for this commit, young enough and unaltered: for a deploy step, which should not trust the exit code of a build that may have been killed. It asks no service and needs no key.</summary>
    /// <example><code>
    /// Task("Deploy").Does(() => ArizeGateRequire("gates/release.gate.json"));
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="gate">The path of a gate file, or the name of a gate over one run.</param>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static void ArizeGateRequire(this ICakeContext context, string gate) => AliasCall.Wait(async () =>
    {
        await ArizeGateRequireAsync(context, gate).ConfigureAwait(false);
        return true;
    });

    /// <summary>Fails unless the record of a gate holds a pass for this commit, young enough and unaltered: for a deploy step, which should not trust the exit code of a build that may have been killed. It asks no service and needs no key.</summary>
    /// <example><code>
    /// Task("Deploy").Does(async () => await ArizeGateRequireAsync("gates/release.gate.json"));
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="gate">The path of a gate file, or the name of a gate over one run.</param>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Task ArizeGateRequireAsync(this ICakeContext context, string gate) => ArizeGateRequireAsync(context, gate, new ArizeGateSettings());

    /// <summary>Fails unless the record of a gate holds a pass for this commit, young enough and unaltered: for a deploy step, which should not trust the exit code of a build that may have been killed. It asks no service and needs no key.</summary>
    /// <example><code>
    /// Task("Deploy").Does(() => ArizeGateRequire("gates/release.gate.json", new ArizeGateSettings { VerdictMaxAge = TimeSpan.FromHours(2) }));
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="gate">The path of a gate file, or the name of a gate over one run.</param>
    /// <param name="settings">The settings.</param>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static void ArizeGateRequire(this ICakeContext context, string gate, ArizeGateSettings settings) => AliasCall.Wait(async () =>
    {
        await ArizeGateRequireAsync(context, gate, settings).ConfigureAwait(false);
        return true;
    });

    /// <summary>Fails unless the record of a gate holds a pass for this commit, young enough and unaltered: for a deploy step, which should not trust the exit code of a build that may have been killed. It asks no service and needs no key.</summary>
    /// <example><code>
    /// Task("Deploy").Does(async () => await ArizeGateRequireAsync("gates/release.gate.json", new ArizeGateSettings { VerdictMaxAge = TimeSpan.FromHours(2) }));
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="gate">The path of a gate file, or the name of a gate over one run.</param>
    /// <param name="settings">The settings.</param>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Task ArizeGateRequireAsync(this ICakeContext context, string gate, ArizeGateSettings settings)
    {
        return new GatesCall(context, [gate], settings).RequireAsync();
    }
}
