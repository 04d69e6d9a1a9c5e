using System.Text.Json.Nodes;

namespace Arize.Build.Client;

/// <summary>A trigger that has passed every check and can be sent: see <see cref="TasksClient.PlanTriggerAsync(TriggerRunRequest, CancellationToken)"/>.</summary>
public sealed class TriggerPlan
{
    /// <summary>The task as read.</summary>
    public required ArizeTask Task { get; init; }

    internal JsonObject Body { get; init; } = [];
}
