using Arize.Build.Client;

namespace Arize.Build.Gates;

/// <summary>
/// What the core says while it works. Errors are not said here: they are results or exceptions, and the front end reports each once.
/// Text from the service has been neutralised before it comes here.
/// </summary>
public interface IBuildLog
{
    /// <summary>A line that belongs into every log: a run started, changed its state, ended.</summary>
    /// <param name="line">One line.</param>
    void Milestone(string line);

    /// <summary>A line for a detailed log.</summary>
    /// <param name="line">One line.</param>
    void Detail(string line);

    /// <summary>Something odd that does not stop the work.</summary>
    /// <param name="fault">What is odd, with its code.</param>
    void Warning(ArizeDiagnostic fault);
}
