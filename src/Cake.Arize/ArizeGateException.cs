using Arize.Build.Gates;

namespace Cake.Arize;

/// <summary>
/// A gate blocks the release. The message contains code, reason and next step, a line for each error. Cake treats it like a <c>CakeException</c>,
/// which is sealed and has no place for a result.
/// </summary>
public sealed class ArizeGateException : Exception
{
    internal ArizeGateException(string message, IReadOnlyList<GateResult> results)
        : base(message) => Results = results;

    /// <summary>The results of all gates of the call that reached a verdict, those that passed included. It is never empty.</summary>
    public IReadOnlyList<GateResult> Results { get; }

    /// <summary>The first result that is not a pass, or the first one if the gate passed and another one failed to run.</summary>
    public GateResult Result => Results.FirstOrDefault(r => !r.Passed) ?? Results[0];
}
