using System.Globalization;

namespace Arize.Build.Gates;

/// <summary>
/// Links into Arize's pages. The service documents one for a dataset's experiments and one for a trace, none for a run or for one experiment, and no object names the organization: it is a setting, and without it there are no links.
/// </summary>
/// <param name="Organization">The organization's id.</param>
/// <param name="AppUrl">Where the pages are.</param>
internal sealed record UiLinks(string Organization, Uri AppUrl)
{
    /// <summary>Where the pages of Arize's own cloud are.</summary>
    public static readonly Uri Cloud = new("https://app.arize.com");

    /// <summary>The list of a dataset's experiments.</summary>
    /// <param name="spaceId">The space's id; without it there is no link.</param>
    /// <param name="datasetId">The dataset's id; without it there is no link.</param>
    public string? Experiments(string? spaceId, string? datasetId) => spaceId is null || datasetId is null ? null
        : $"{Space(spaceId)}/datasets/{Uri.EscapeDataString(datasetId)}?selectedTab=experiments";

    /// <summary>A trace. Without the times, the page shows the last seven days only.</summary>
    /// <param name="spaceId">The space's id; without it there is no link.</param>
    /// <param name="projectId">The project's id.</param>
    /// <param name="traceId">The trace's id.</param>
    /// <param name="from">When it began.</param>
    /// <param name="to">When it ended.</param>
    public string? Trace(string? spaceId, string projectId, string traceId, DateTimeOffset from, DateTimeOffset to) => spaceId is null ? null
        : string.Create(CultureInfo.InvariantCulture,
            $"{Space(spaceId)}/projects/{Uri.EscapeDataString(projectId)}?selectedTraceId={Uri.EscapeDataString(traceId)}&startA={from.AddMinutes(-1).ToUnixTimeMilliseconds()}&endA={to.AddMinutes(1).ToUnixTimeMilliseconds()}");

    string Space(string id) => $"{AppUrl.GetLeftPart(UriPartial.Path).TrimEnd('/')}/organizations/{Uri.EscapeDataString(Organization)}/spaces/{Uri.EscapeDataString(id)}";
}
