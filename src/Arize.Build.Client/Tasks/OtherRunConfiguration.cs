using System.Text.Json.Nodes;

namespace Arize.Build.Client;

/// <summary>A run configuration of a kind that this version does not know. It can be read, not sent.</summary>
public sealed class OtherRunConfiguration : RunConfiguration
{
    internal OtherRunConfiguration(JsonObject json)
        : base("", json)
    {
    }

    internal override string? IntegrationField => null;
}
