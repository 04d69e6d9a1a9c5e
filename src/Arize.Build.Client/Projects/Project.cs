using System.Text.Json;
using Arize.Build.Client.Http;

namespace Arize.Build.Client;

/// <summary>A project: the traces of one application.</summary>
public sealed record Project
{
    /// <summary>The project's id.</summary>
    public required string Id { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The space.</summary>
    public string? SpaceId { get; init; }

    /// <summary>When the project was created.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    internal static Project Read(JsonElement project) => AnswerReader.Read<Project>(project, "project");
}
