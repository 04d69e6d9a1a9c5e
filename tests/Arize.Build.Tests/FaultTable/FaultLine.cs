namespace Arize.FaultTable; // not below Arize.Build, which would hide the Build of the end-to-end tests

/// <summary>What came of one try of one fault.</summary>
/// <param name="Number">The row of the table.</param>
/// <param name="Fault">The fault.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Code">The first code that was said; null where there was none, or where the test looks at no gate.</param>
/// <param name="Triggers">How many triggers the service counted; null where the test looks at no gate.</param>
/// <param name="Held">Whether everything was as expected.</param>
public sealed record FaultLine(string Number, string Fault, string Expected, string Outcome, string? Code, int? Triggers, bool Held);
