using System.Text.Json.Nodes;

namespace Arize.Build.Client;

/// <summary>A trigger that has passed every check and can be sent: the task as read, and the body for its type.</summary>
internal sealed record TriggerPlan(ArizeTask Task, JsonObject Body);
