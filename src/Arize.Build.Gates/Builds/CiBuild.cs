namespace Arize.Build.Gates.Builds;

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

    /// <summary>The page of this build; null if no CI system names one.</summary>
    /// <param name="environment">The environment variables.</param>
    public static string? Page(IReadOnlyDictionary<string, string> environment)
    {
        var text = (Value("GITHUB_SERVER_URL"), Value("GITHUB_REPOSITORY"), Value("GITHUB_RUN_ID")) is ({ } server, { } repository, { } run) ? $"{server}/{repository}/actions/runs/{run}"
            : (Value("SYSTEM_COLLECTIONURI"), Value("SYSTEM_TEAMPROJECT"), Value("BUILD_BUILDID")) is ({ } collection, { } project, { } build)
                ? $"{collection.TrimEnd('/')}/{Uri.EscapeDataString(project)}/_build/results?buildId={build}"
            : Value("CI_JOB_URL") ?? Value("BUILD_URL");
        // A page is for people to open: nothing but the web, and no password in it.
        return Uri.TryCreate(text, UriKind.Absolute, out var page) && page.Scheme is "https" or "http" && page.UserInfo.Length == 0 ? page.AbsoluteUri : null;

        string? Value(string name) => environment.TryGetValue(name, out var value) && value.Trim().Length > 0 ? value.Trim() : null;
    }

    /// <summary>The branch as the CI system names it; null if none does. For a pull request it is the branch that is to be merged.</summary>
    /// <param name="environment">The environment variables.</param>
    public static string? Branch(IReadOnlyDictionary<string, string> environment)
    {
        string[] names = ["GITHUB_HEAD_REF", "GITHUB_REF_NAME", "SYSTEM_PULLREQUEST_SOURCEBRANCH", "BUILD_SOURCEBRANCH", "CI_COMMIT_REF_NAME", "BRANCH_NAME", "GIT_BRANCH"];
        var branch = names.Select(n => environment.TryGetValue(n, out var value) ? value.Trim() : "").FirstOrDefault(v => v.Length > 0);
        return branch?.StartsWith("refs/heads/", StringComparison.Ordinal) == true ? branch["refs/heads/".Length..] : branch;
    }
}
