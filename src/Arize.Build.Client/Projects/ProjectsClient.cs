using Arize.Build.Client.Http;
using Arize.Build.Client.Resolution;
using Arize.Build.Client.Settings;

namespace Arize.Build.Client;

/// <summary>Projects.</summary>
public class ProjectsClient
{
    readonly Api api;
    readonly NameResolver names;

    internal ProjectsClient(Api api, NameResolver names) => (this.api, this.names) = (api, names);

    /// <summary>For mocks.</summary>
    protected ProjectsClient() => (api, names) = (null!, null!);

    /// <summary>Reads a project.</summary>
    /// <param name="project">The project: id, or a name in <paramref name="space"/>.</param>
    /// <param name="space">The space (name or id) in which a name is looked up.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArizeException">No such project, more than one of that name, or the service cannot be read.</exception>
    public virtual async Task<Project> GetAsync(ResourceReference project, ResourceReference? space = null, CancellationToken cancellationToken = default)
    {
        var faults = new List<ArizeDiagnostic>();
        Check.Given("Project", project, "Give the name or the id of a project.", faults);
        NameResolver.Check("Project", project, space, faults);
        Check.Throw(faults);
        var id = await names.ProjectAsync(project, space, cancellationToken).ConfigureAwait(false);
        var read = Project.Read(await api.GetAsync(new ApiRequest(HttpMethod.Get, $"v2/projects/{Uri.EscapeDataString(id)}"), cancellationToken).ConfigureAwait(false));
        JsonFields.About("project", id, read, p => p.Id);
        return project.IsId ? read : JsonFields.About("project", project.ToString(), read, p => p.Name);
    }
}
