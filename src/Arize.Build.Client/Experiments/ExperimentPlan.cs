using System.Text.Json.Nodes;

namespace Arize.Build.Client;

/// <summary>An experiment that has passed every check and can be sent.</summary>
internal sealed record ExperimentPlan(string DatasetId, string Name, JsonObject Body, int Bytes);
