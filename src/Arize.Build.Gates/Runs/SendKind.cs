namespace Arize.Build.Gates.Runs;

/// <summary>What is sent at most once.</summary>
internal enum SendKind
{
    /// <summary>A trigger of the gate's run, or of a single step's.</summary>
    Run,

    /// <summary>A trigger of an evaluation of the gate's experiment.</summary>
    Evaluation,

    /// <summary>An experiment that is uploaded. It is no run: there is nothing to wait for or to cancel.</summary>
    Experiment,

    /// <summary>Further rows of that experiment.</summary>
    Rows,
}
