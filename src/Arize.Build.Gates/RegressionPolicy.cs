namespace Arize.Build.Gates;

/// <summary>Who carries the burden of proof in a comparison with a baseline.</summary>
public enum RegressionPolicy
{
    /// <summary>A drop blocks where there is evidence of it. The default.</summary>
    BlockOnEvidence,

    /// <summary>A pass needs evidence that there is no drop beyond the tolerance.</summary>
    RequireEvidence,
}
