namespace Arize.Emulator;

/// <summary>A scenario that cannot be used. The message names the file and the path inside it.</summary>
public sealed class ScenarioException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="message">What is wrong, and where.</param>
    public ScenarioException(string message) : base(message)
    {
    }

    /// <summary>Makes one with its cause.</summary>
    /// <param name="message">What is wrong, and where.</param>
    /// <param name="inner">The cause.</param>
    public ScenarioException(string message, Exception inner) : base(message, inner)
    {
    }
}
