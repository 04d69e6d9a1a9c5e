using Cake.Core.Diagnostics;

namespace Arize.Build.Tests.Cake;

/// <summary>What Cake was told, with its verbosity and level.</summary>
sealed class RecordingLog : ICakeLog
{
    readonly List<(Verbosity Verbosity, LogLevel Level, string Text)> lines = [];

    public Verbosity Verbosity { get; set; } = Verbosity.Diagnostic;

    public IReadOnlyList<(Verbosity Verbosity, LogLevel Level, string Text)> Lines
    {
        get
        {
            lock (lines)
                return [.. lines];
        }
    }

    public string Everything => string.Join('\n', Lines.Select(l => l.Text));

    public void Write(Verbosity verbosity, LogLevel level, string format, params object[] args)
    {
        lock (lines)
            lines.Add((verbosity, level, string.Format(null, format, args)));
    }
}
