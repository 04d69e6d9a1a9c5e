namespace Arize.Emulator;

/// <summary>Spelling of enum values on the wire.</summary>
public enum Dialect
{
    /// <summary>Today's contract: <c>RUN_EXPERIMENT</c>, <c>COMPLETED</c>. The default.</summary>
    Upper,

    /// <summary>
    /// As servers before July 2026: <c>run_experiment</c>, <c>completed</c>. Only lower case is understood in requests, and answers have
    /// neither
    /// <c>failure_reason</c> nor <c>evaluator_version_id</c>.
    /// </summary>
    Lower,
}
