namespace Arize.Emulator;

/// <summary>One request as the emulator saw it. The Authorization header is never kept.</summary>
/// <param name="At">Time of arrival, by the emulator's clock.</param>
/// <param name="Method">HTTP method in upper case.</param>
/// <param name="Path">Path without the query, unescaped.</param>
/// <param name="Query">Query as sent, without the question mark; empty when there was none.</param>
/// <param name="Body">Body as sent, null when there was none.</param>
/// <param name="Status">Status answered; 0 while no answer was given, or when the connection was cut on purpose.</param>
/// <param name="UserAgent">The User-Agent header, null when there was none.</param>
/// <param name="Operation">Operation id of the contract, such as <c>trigger_task_run</c>; null for a path or method it does not
/// know.</param>
public sealed record LoggedRequest(
    DateTimeOffset At, string Method, string Path, string Query, string? Body, int Status, string? UserAgent, string? Operation);
