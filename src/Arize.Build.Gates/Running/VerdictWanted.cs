namespace Arize.Build.Gates.Running;

/// <summary>Which verdict a step accepts that requires one.</summary>
/// <param name="MaxAge">Its maximum age; null takes <see cref="DefaultMaxAge"/>.</param>
/// <param name="SameSources">Whether tracked files must be changed as they were when the gate ran, or not at all.</param>
internal sealed record VerdictWanted(TimeSpan? MaxAge = null, bool SameSources = false)
{
    /// <summary>The maximum age if none is set: one day.</summary>
    public static readonly TimeSpan DefaultMaxAge = TimeSpan.FromDays(1);
}
