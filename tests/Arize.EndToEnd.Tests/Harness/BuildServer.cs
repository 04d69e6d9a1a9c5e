using System.Diagnostics;
using System.Text;

namespace Arize.EndToEnd.Tests.Harness;

/// <summary>
/// MSBuild's server for the builds that tests wait for: one for each worker, warm, so that a build does not compile the code of MSBuild each time. They are found by a mark in their environment, and end with
/// the tests; otherwise they stay for minutes. A build that a test starts and interrupts, or watches in a terminal, has none.
/// </summary>
static class BuildServer
{
    /// <summary>MSBuild connects only to processes of the same salt.</summary>
    const string Variable = "MSBUILDNODEHANDSHAKESALT";

    static readonly string Mark = $"arize-e2e-{Guid.NewGuid():N}";

    /// <summary>What a build's environment needs in order to use it. Elsewhere than on Linux, where processes cannot be found by their environment, builds do without.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Environment => !OperatingSystem.IsLinux() ? [] :
    [
        new("DOTNET_CLI_USE_MSBUILD_SERVER", "1"),
        new("MSBUILDDISABLENODEREUSE", null),
        new(Variable, $"{Mark}-{TestContext.CurrentContext.WorkerId}"),
    ];

    /// <summary>A build with this has no server: what it loads and starts can be counted.</summary>
    public static readonly IReadOnlyDictionary<string, string?> None = new Dictionary<string, string?> { ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0", ["MSBUILDDISABLENODEREUSE"] = "1" };

    public static void Stop()
    {
        if (!OperatingSystem.IsLinux())
            return;
        foreach (var process in Process.GetProcesses())
            using (process)
                if (IsOurs(process.Id))
                    process.Kill();
    }

    static bool IsOurs(int id)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{id}/environ")).Contains($"{Variable}={Mark}", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // it has ended, or belongs to somebody else
        }
    }
}
