using System.Collections;

namespace Arize.EndToEnd.Tests.Harness;

/// <summary>The environment of child processes: this one's, without what would make a test depend on where it runs.</summary>
static class ChildEnvironment
{
    /// <summary>Settings of the product, marks of CI systems, and what the test runner's own MSBuild has left.</summary>
    static readonly string[] Foreign =
        ["ARIZE_", "ARIZE", "GITHUB_", "BUILD_", "SYSTEM_", "CI_", "TF_BUILD", "MSBUILD", "VSTEST", "TESTINGPLATFORM_", "DOTNET_CLI_", "DOTNET_ROOT_", "VERSION", "CONFIGURATION", "PLATFORM"];

    static readonly Dictionary<string, string> Own = new()
    {
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_CLI_UI_LANGUAGE"] = "en",
        ["DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE"] = "true",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",
        ["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "true",
        // No process is left behind: neither build nodes nor a compiler server (but see BuildServer and CompilerServer).
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["UseSharedCompilation"] = "false",
        // Processes that live for a second gain nothing from code that .NET watches, and compiles again in the background.
        ["DOTNET_TieredPGO"] = "0",
        ["DOTNET_TC_CallCounting"] = "0",
        // Analyzers judge sources, and did so when these tests were built.
        ["RunAnalyzers"] = "false",
        ["MSBUILDTERMINALLOGGER"] = "off",
        ["NO_PROXY"] = "127.0.0.1,localhost",
        ["no_proxy"] = "127.0.0.1,localhost",
    };

    /// <summary>The environment with some more variables; null takes one away.</summary>
    public static Dictionary<string, string?> With(IEnumerable<KeyValuePair<string, string?>> more)
    {
        var all = new Dictionary<string, string?>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
            all[(string)variable.Key] = (string?)variable.Value;
        foreach (var name in all.Keys.Where(IsForeign).ToList())
            all.Remove(name);
        foreach (var (name, value) in Own.Select(o => KeyValuePair.Create(o.Key, (string?)o.Value)).Concat(CompilerServer.Environment).Concat(more))
            all[name] = value;
        return all;
    }

    static bool IsForeign(string name) =>
        name.Equals("CI", StringComparison.OrdinalIgnoreCase)
        || Foreign.Any(f => f.EndsWith('_') || f is "MSBUILD" or "VSTEST" ? name.StartsWith(f, StringComparison.OrdinalIgnoreCase) : name.Equals(f, StringComparison.OrdinalIgnoreCase));
}
