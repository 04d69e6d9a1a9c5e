namespace Cake.Arize.Running;

/// <summary>The last line of a terminal, written over and over: how far a run is. Elsewhere, and in a CI system, there is none.</summary>
/// <param name="console">The console.</param>
/// <param name="width">The width of the terminal; null if the output is not a terminal.</param>
internal sealed class LiveLine(TextWriter console, int? width)
{
    bool isShown;

    /// <summary>True if lines can be replaced.</summary>
    public bool IsAvailable => width > 0;

    /// <summary>The width of this process's terminal; null if its output goes elsewhere.</summary>
    public static int? TerminalWidth()
    {
        try
        {
            return Console.IsOutputRedirected || Environment.GetEnvironmentVariable("TERM") == "dumb" ? null : Console.WindowWidth;
        }
        catch (IOException)
        {
            return null; // a terminal without a size
        }
    }

    /// <summary>Shows a line instead of the one before.</summary>
    public void Show(string line)
    {
        var room = width!.Value - 1;
        console.Write($"\r{(line.Length > room ? line[..room] : line.PadRight(room))}");
        console.Flush();
        isShown = true;
    }

    /// <summary>Removes the line, before anything else is written.</summary>
    public void Clear()
    {
        if (!isShown)
            return;
        console.Write($"\r{new string(' ', width!.Value - 1)}\r");
        isShown = false;
    }
}
