using Arize.Build.Gates;

namespace Arize.Build.Benchmarks;

/// <summary>A log that nobody reads.</summary>
sealed class Silent : IBuildLog
{
    public void Milestone(string line)
    {
    }

    public void Detail(string line)
    {
    }

    public void Report(GateDiagnostic diagnostic)
    {
    }
}
