using Arize.Build.Client.Http;
using Arize.Build.Client.Resolution;

namespace Arize.Build.Client;

/// <summary>
/// A client of the Arize AX REST API for builds. Thread-safe; keep one for as long as its settings are valid. Not affiliated with Arize.
/// </summary>
/// <remarks>To replace it in a test, derive from it and from the clients it returns, or let a mocking library do so: their members are virtual.</remarks>
/// <example><code>
/// using var arize = new ArizeClient();   // key from ARIZE_API_KEY
/// var run = await arize.Tasks.TriggerRunAsync(new() { Task = "support-golden", Space = "support", ExperimentName = "pr-42" });
/// run = await arize.Tasks.WaitForRunAsync(run.Id);
/// </code></example>
public class ArizeClient : IDisposable
{
    /// <summary>
    /// The name of the event source that logs each request and each repeated read. Listen with <c>dotnet-trace</c> or a
    /// <see cref="System.Diagnostics.Tracing.EventListener"/>. The API key is in no event.
    /// </summary>
    public const string EventSourceName = "Arize-Build-Client";

    readonly Api? api;

    /// <summary>Makes a client. Nothing is read or checked yet: see <see cref="Validate"/>.</summary>
    /// <param name="options">The settings; null reads everything from the environment.</param>
    public ArizeClient(ArizeClientOptions? options = null)
        : this(options ?? new ArizeClientOptions(), handler: null)
    {
    }

    /// <summary>Makes a client whose requests go through a handler, such as one that a test or an <c>IHttpMessageHandlerFactory</c> provides.</summary>
    /// <param name="options">The settings. Proxy and certificate authorities are then the handler's own.</param>
    /// <param name="handler">
    /// The handler; it is not disposed. It must not follow redirects or repeat requests. Without it, each write has its own connection, which lets
    /// <see cref="ArizeException.NeverSent"/> prove that a write did not leave this machine; with it, nothing is proven.
    /// </param>
    public ArizeClient(ArizeClientOptions options, HttpMessageHandler? handler)
    {
        ArgumentNullException.ThrowIfNull(options);
        options = options.Copy();
        api = new Api(options, handler);
        TimeProvider = options.TimeProvider;
        var names = new NameResolver(api);
        Tasks = new TasksClient(api, names);
        Experiments = new ExperimentsClient(api, names);
        Datasets = new DatasetsClient(api, names);
        Evaluators = new EvaluatorsClient(api, names);
        Projects = new ProjectsClient(api, names);
        Spans = new SpansClient(api, names);
        Traces = new TracesClient(api, names);
    }

    /// <summary>For mocks: no client behind it, so each member that is used must be overridden.</summary>
    protected ArizeClient()
    {
        Tasks = null!;
        Experiments = null!;
        Datasets = null!;
        Evaluators = null!;
        Projects = null!;
        Spans = null!;
        Traces = null!;
        TimeProvider = TimeProvider.System;
    }

    /// <summary>Tasks and their runs.</summary>
    public virtual TasksClient Tasks { get; }

    /// <summary>Experiments and their rows.</summary>
    public virtual ExperimentsClient Experiments { get; }

    /// <summary>Datasets and their examples.</summary>
    public virtual DatasetsClient Datasets { get; }

    /// <summary>Evaluators.</summary>
    public virtual EvaluatorsClient Evaluators { get; }

    /// <summary>Projects.</summary>
    public virtual ProjectsClient Projects { get; }

    /// <summary>Spans of projects.</summary>
    public virtual SpansClient Spans { get; }

    /// <summary>Traces of projects.</summary>
    public virtual TracesClient Traces { get; }

    /// <summary>The endpoint: where requests, and the key, go.</summary>
    /// <exception cref="ArizeException">A setting is missing or wrong: see <see cref="Validate"/>.</exception>
    public virtual Uri BaseUrl => Behind.BaseUrl;

    /// <summary>The clock of this client.</summary>
    public virtual TimeProvider TimeProvider { get; }

    /// <summary>The current time by the service's clock, as its last answer gave it; by <see cref="TimeProvider"/> before the first answer.</summary>
    public virtual DateTimeOffset ServerNow => Behind.ServerDate ?? TimeProvider.GetUtcNow();

    /// <summary>How long a wait continues while every read fails: see <see cref="ArizeClientOptions.MaxRetryDuration"/>.</summary>
    public virtual TimeSpan MaxRetryDuration => Behind.MaxRetryDuration;

    /// <summary>The service's origin, as records name it.</summary>
    internal string Service => BaseUrl.GetLeftPart(UriPartial.Authority);

    /// <summary>A text without the API key, which somebody may have written into it.</summary>
    internal string WithoutKey(string text) => Behind.WithoutKey(text);

    Api Behind => api ?? throw new NotSupportedException("This client was made for a mock; override the member.");

    /// <summary>
    /// Reads and checks all settings now, without a request: the environment, the key's file, the certificate authorities. Otherwise the first use does so.
    /// </summary>
    /// <exception cref="ArizeException">A setting is missing or wrong, or the API key may not be sent to that host: all such errors at once.</exception>
    public virtual void Validate() => Behind.Validate();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the connections.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            api?.Dispose();
    }
}
