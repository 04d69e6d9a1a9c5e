using Arize.Build.Client.Resolution;
using Arize.Build.Client.Http;

namespace Arize.Build.Client;

/// <summary>
/// A client of the Arize AX REST API for builds. Thread-safe; keep one for as long as its settings hold. Not affiliated with Arize.
/// </summary>
/// <example><code>
/// using var arize = new ArizeClient();   // key from ARIZE_API_KEY
/// var run = await arize.Tasks.TriggerRunAsync(new() { Task = "support-golden", Space = "support", ExperimentName = "pr-42" });
/// run = await arize.Tasks.WaitForRunAsync(run.Id);
/// </code></example>
public sealed class ArizeClient : IDisposable
{
    readonly Api api;

    /// <summary>Makes a client. All settings are checked here, without a request; all faults are thrown at once.</summary>
    /// <param name="options">The settings; null takes the environment's.</param>
    /// <exception cref="ArizeException">A setting is missing or wrong, or the API key may not be sent to that host.</exception>
    public ArizeClient(ArizeClientOptions? options = null)
    {
        options ??= new ArizeClientOptions();
        api = new Api(options);
        TimeProvider = options.TimeProvider;
        var names = new NameResolver(api);
        Tasks = new TasksClient(api, names);
        Experiments = new ExperimentsClient(api, names);
        Datasets = new DatasetsClient(api, names);
        Evaluators = new EvaluatorsClient(api);
    }

    /// <summary>Tasks and their runs.</summary>
    public TasksClient Tasks { get; }

    /// <summary>Experiments and their rows.</summary>
    public ExperimentsClient Experiments { get; }

    /// <summary>Datasets and their examples.</summary>
    public DatasetsClient Datasets { get; }

    /// <summary>Evaluators.</summary>
    public EvaluatorsClient Evaluators { get; }

    /// <summary>Where requests, and the key, go.</summary>
    public Uri BaseUrl => api.BaseUrl;

    /// <summary>The clock of this client.</summary>
    public TimeProvider TimeProvider { get; }

    /// <summary>Now, by the service's clock where it has told it.</summary>
    internal DateTimeOffset ServerNow => api.ServerDate ?? TimeProvider.GetUtcNow();

    /// <summary>The service's origin, as records name it.</summary>
    internal string Service => BaseUrl.GetLeftPart(UriPartial.Authority);

    internal TimeSpan MaxRetryDuration => api.MaxRetryDuration;

    /// <inheritdoc/>
    public void Dispose() => api.Dispose();
}
