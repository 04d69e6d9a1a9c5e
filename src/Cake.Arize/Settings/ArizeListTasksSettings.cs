using Arize.Build.Client;

namespace Cake.Arize;

/// <summary>Which tasks to list. Filters combine.</summary>
public sealed class ArizeListTasksSettings : ArizeListSettings
{
    /// <summary>A part of the name, in any casing.</summary>
    public string? Name { get; set; }

    /// <summary>Only tasks over this project: name or id.</summary>
    public string? Project { get; set; }

    /// <summary>Only tasks over this dataset: name or id.</summary>
    public string? Dataset { get; set; }

    /// <summary>Only tasks of this type.</summary>
    public TaskType? Type { get; set; }
}
