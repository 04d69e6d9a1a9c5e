using System.ComponentModel;
using System.Diagnostics;

namespace Arize.Build.Gates.Builds;

/// <summary>Asks Git, which only reads: no lock is taken, no hook runs, nobody is asked for a password.</summary>
internal static class GitCommand
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What a command prints.</summary>
    /// <param name="folder">The folder in which it runs.</param>
    /// <param name="arguments">The command and its arguments.</param>
    /// <returns>Its output; null if there is no Git, no working copy, or the command fails.</returns>
    public static string? Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = System.Text.Encoding.UTF8, UseShellExecute = false, CreateNoWindow = true };
        start.ArgumentList.Add("--no-optional-locks");
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        try
        {
            using var git = Process.Start(start);
            if (git is null)
                return null;
            git.ErrorDataReceived += (_, _) => { };
            git.BeginErrorReadLine();
            var output = git.StandardOutput.ReadToEndAsync();
            if (output.Wait(Patience) && git.WaitForExit(Patience))
                return git.ExitCode == 0 ? output.Result : null;
            git.Kill(entireProcessTree: true);
            return null;
        }
        catch (Exception e) when (e is Win32Exception or IOException or InvalidOperationException)
        {
            return null; // no Git here
        }
    }
}
