using System.Diagnostics.CodeAnalysis;

namespace Arize.Build.Client;

/// <summary>
/// A resource by its id or by its name. Text converts implicitly: text in the form of an id is an id, anything else is a name, which is looked up. Where a name
/// looks like an id, <see cref="FromName"/> decides; where an id has an unusual form, <see cref="FromId"/> does.
/// </summary>
public sealed class ResourceReference : IEquatable<ResourceReference>
{
    readonly string text;

    ResourceReference(string text, bool isId) => (this.text, IsId) = (text, isId);

    /// <summary>True if this is an id, false if it is a name.</summary>
    public bool IsId { get; }

    internal bool IsBlank => string.IsNullOrWhiteSpace(text);

    /// <summary>A resource by its id. Nothing is looked up.</summary>
    /// <param name="id">The id as Arize prints it.</param>
    public static ResourceReference FromId(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return new ResourceReference(id, isId: true);
    }

    /// <summary>A resource by its name, compared exactly.</summary>
    /// <param name="name">The name.</param>
    public static ResourceReference FromName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new ResourceReference(name, isId: false);
    }

    /// <summary>A resource by its id or its name, whichever the text is.</summary>
    /// <param name="idOrName">An id or a name; null gives null.</param>
    [return: NotNullIfNotNull(nameof(idOrName))]
    public static ResourceReference? FromString(string? idOrName) => idOrName is null ? null : new ResourceReference(idOrName, Resolution.ResourceId.IsId(idOrName));

    /// <summary>Resources by their ids or names, whichever the texts are.</summary>
    /// <param name="idsOrNames">Ids and names; null gives null.</param>
    [return: NotNullIfNotNull(nameof(idsOrNames))]
    public static IReadOnlyList<ResourceReference>? FromStrings(IEnumerable<string>? idsOrNames) =>
        idsOrNames is null ? null : [.. idsOrNames.Select(text => FromString(text))];

    /// <summary>A resource by its id or its name, whichever the text is.</summary>
    /// <param name="idOrName">An id or a name; null gives null.</param>
    [return: NotNullIfNotNull(nameof(idOrName))]
    public static implicit operator ResourceReference?(string? idOrName) => FromString(idOrName);

    /// <summary>The id or the name.</summary>
    public override string ToString() => text;

    /// <inheritdoc/>
    public bool Equals(ResourceReference? other) => other is not null && other.IsId == IsId && other.text == text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ResourceReference);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(text, IsId);

    /// <summary>True if both are the same id, or the same name.</summary>
    public static bool operator ==(ResourceReference? left, ResourceReference? right) => left is null ? right is null : left.Equals(right);

    /// <summary>False if both are the same id, or the same name.</summary>
    public static bool operator !=(ResourceReference? left, ResourceReference? right) => !(left == right);
}
