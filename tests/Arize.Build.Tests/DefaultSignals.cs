namespace Arize.Testing;

/// <summary>
/// A process whose parent ignores a signal ignores it too, and so do its children: the background jobs of a script ignore SIGINT, and what nohup
/// starts ignores SIGHUP. Tests that interrupt a child give it the default signals back, so that they do the same however they were started.
/// </summary>
public static class DefaultSignals
{
    const ulong Stopping = 1UL << (1 - 1) | 1UL << (2 - 1) | 1UL << (3 - 1) | 1UL << (15 - 1); // HUP, INT, QUIT, TERM

    /// <summary>The words of a command, so that it starts with the default signals.</summary>
    public static string[] For(params IEnumerable<string> command) => AreIgnored ? Always(command) : [.. command];

    /// <summary>The words of a command that gives the default signals back, even if nobody has taken them. Of <c>env</c> nothing is left: the process is the command's.</summary>
    internal static string[] Always(params IEnumerable<string> command) => ["env", "--default-signal=HUP,INT,QUIT,TERM", .. command];

    /// <summary>Whether this process ignores a signal that ends processes. Told on Linux only.</summary>
    static bool AreIgnored => (Ignored() & Stopping) != 0;

    static ulong Ignored()
    {
        const string status = "/proc/self/status", line = "SigIgn:";
        return File.Exists(status) && File.ReadLines(status).FirstOrDefault(l => l.StartsWith(line, StringComparison.Ordinal)) is { } mask
            ? Convert.ToUInt64(mask[line.Length..].Trim(), 16)
            : 0;
    }
}
