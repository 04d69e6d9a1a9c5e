namespace Arize.Build.Gates.Runs;

/// <summary>
/// Which build this is, in the words of its CI system: the same for a step that is killed and started again within one attempt, another for every other build.
/// Legs of a GitHub matrix share all of it; they are told apart by the run key.
/// </summary>
internal static class CiBuild
{
    /// <summary>The identity of this build; null outside of a CI system that is known.</summary>
    /// <param name="environment">The environment variables.</param>
    /// <param name="runKey">What tells legs of one build apart (the property ArizeRunKey). Outside of CI it is the whole identity.</param>
    public static string? Identity(IReadOnlyDictionary<string, string> environment, string? runKey)
    {
        var ci = Join("GITHUB_RUN_ID", "GITHUB_RUN_ATTEMPT", "GITHUB_JOB") ?? Join("BUILD_BUILDID", "SYSTEM_JOBATTEMPT") ?? Join("CI_JOB_ID") ?? Join("BUILD_TAG") ?? Join("BUILD_NUMBER");
        return (ci, runKey) switch
        {
            (null, null) => null,
            (null, _) => runKey,
            (_, null) => ci,
            _ => $"{ci}-{runKey}",
        };

        string? Join(params string[] names)
        {
            var values = names.Select(n => environment.TryGetValue(n, out var value) ? value.Trim() : "").ToArray();
            return values[0].Length == 0 ? null : string.Join('-', values.Where(v => v.Length > 0));
        }
    }
}
