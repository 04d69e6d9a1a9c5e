using System.Text.Json.Nodes;

namespace Arize.Emulator.Http;

/// <summary>Says whether a JSON value is what the contract asks for, and complains with the path when not.</summary>
delegate void Shape(JsonNode? value, string path, ShapeCheck check);

/// <summary>One check of one body.</summary>
/// <param name="Words">Spelling of enum values.</param>
sealed record ShapeCheck(Vocabulary Words)
{
    public List<string> Complaints { get; } = [];

    public void Complain(string path, string what) => Complaints.Add($"{(path.Length == 0 ? "The body" : path)} {what}.");
}

/// <summary>A field of a closed object.</summary>
sealed record Field(string Name, Shape Shape, bool IsRequired);
