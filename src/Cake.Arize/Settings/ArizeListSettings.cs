namespace Cake.Arize;

/// <summary>How much of a list to read: one page, or all of it.</summary>
public abstract class ArizeListSettings : ArizeSettings
{
    /// <summary>The maximum number of items of one page. Default: 100. Valid: 1 to 100. Not with <see cref="All"/>.</summary>
    public int? Limit { get; set; }

    /// <summary>Where an earlier page of the same filters ended (its <c>NextCursor</c>). Not with <see cref="All"/>.</summary>
    public string? Cursor { get; set; }

    /// <summary>True reads every page. Default: false, one page.</summary>
    public bool All { get; set; }
}
