using System.Collections;
using Arize.Build.Client;
using Arize.Build.Gates.Running;
using Arize.Build.Gates.Settings;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace Arize.Build.Tasks;

/// <summary>
/// What all tasks share: the connection to the service, and how a task ends. A task turns its strings into a request, calls the core once, and copies the result out.
/// </summary>
public abstract class ArizeBuildTask : Microsoft.Build.Utilities.Task, ICancelableTask, IDisposable
{
    readonly CancellationTokenSource stop = new();

    /// <summary>The space (name or id) in which names are looked up. Default: the environment variable ARIZE_SPACE.</summary>
    public string? Space { get; set; }

    /// <summary>The Arize region, such as <c>eu-west-1a</c>. Default: the environment variable ARIZE_REGION.</summary>
    public string? Region { get; set; }

    /// <summary>The whole base URL. Default: the environment variable ARIZE_BASE_URL, else <c>https://api.arize.com</c>.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>The host of a self-hosted Arize. Default: the environment variable ARIZE_SINGLE_HOST.</summary>
    public string? SingleHost { get; set; }

    /// <summary>The base domain of a Private Connect. Default: the environment variable ARIZE_BASE_DOMAIN.</summary>
    public string? BaseDomain { get; set; }

    /// <summary>The name of the environment variable that holds the API key. Default: ARIZE_API_KEY. There is no parameter for the key itself: MSBuild would log it.</summary>
    public string? ApiKeyVariable { get; set; }

    /// <summary>A file that holds the API key.</summary>
    public string? ApiKeyFile { get; set; }

    /// <summary>Upper or Lower: how enum values are written. Lower is for servers older than July 2026. Default: Upper.</summary>
    public string? EnumCasing { get; set; }

    /// <summary>What precedes the names of the settings where the user writes them.</summary>
    private protected virtual string SettingPrefix => "";

    /// <summary>The environment, read once and before anything waits: other projects may change it meanwhile.</summary>
    private protected IReadOnlyDictionary<string, string> Environment { get; private set; } = new Dictionary<string, string>();

    /// <summary>The space as the build says it; null if only the environment does.</summary>
    private protected string? SpaceSaid { get; private set; }

    /// <summary>Whether there is anything that may be a key.</summary>
    private protected bool HasKey => GateSwitches.FindsKey(ApiKeyFile, ApiKeyVariable, Environment.GetValueOrDefault);

    /// <summary>The environment variables instead of the process's; tests set their own.</summary>
    internal IReadOnlyDictionary<string, string>? Variables { get; set; }

    /// <summary>The clock; tests set their own.</summary>
    internal TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>With this variable MSBuild logs the whole environment.</summary>
    const string LogsEnvironment = "MSBUILDLOGALLENVIRONMENTVARIABLES";

    /// <summary>Runs the task. True if nothing was logged as an error and nobody cancelled the build.</summary>
    public sealed override bool Execute()
    {
        var log = NewLog();
        try
        {
            Environment = Variables is { } own ? new Dictionary<string, string>(own) : ReadEnvironment();
            SpaceSaid = SettingReader.Text(Space);
            Space = SpaceSaid ?? Environment.GetValueOrDefault("ARIZE_SPACE");
            var settings = new SettingReader();
            Read(settings);
            using var arize = AsksService ? Connect(settings, log) : null;
            settings.Throw();
            if (Log.HasLoggedErrors)
                return false; // errors in a gate file are reported at their own place
            if (arize is not null)
            {
                Once("The tasks API of Arize AX is in beta: it may change.", log.Notice);
                if (SettingReader.Text(Environment.GetValueOrDefault(LogsEnvironment)) is not null && SettingReader.Text(ApiKeyFile) is null)
                    Once($"{LogsEnvironment} is set, so MSBuild writes all environment variables into its logs, the API key among them. Unset it, and treat the key in logs of this build as known: replace it.",
                        text => log.Warning(new ArizeDiagnostic(ArizeErrorCode.ApiKey, text)));
            }
            RunYielded(arize!, log);
        }
        catch (Exception e) when (stop.IsCancellationRequested && e is not ArizeException)
        {
            log.Detail(e.ToString()); // MSBuild knows that it was cancelled, and throws out of Reacquire to say so
            return false;
        }
        catch (ArizeException e)
        {
            foreach (var fault in e.Diagnostics)
                log.Error(fault);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A stack trace on the console helps nobody; it goes to the detailed log.
            log.Detail(e.ToString());
            log.Error("ARIZE0002", $"This should not happen, please report it: {e.GetType().Name}: {e.Message} (the details are in a log with -v:diag).");
        }
        return !stop.IsCancellationRequested && !Log.HasLoggedErrors;
    }

    /// <summary>Ends the task soon. It is safe to call more than once, as MSBuild does.</summary>
    public void Cancel() => stop.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>False for a task that only reads records: it needs no key, and gets no client.</summary>
    private protected virtual bool AsksService => true;

    /// <summary>Prints lines while the task works; null prints none before its end.</summary>
    private protected virtual LiveOutput? Live => null;

    /// <summary>The place of errors that have none of their own: by default, that of the task in the file that uses it.</summary>
    private protected virtual MSBuildLog NewLog() => new(this);

    /// <summary>Turns the task's strings into a request; faults go into <paramref name="settings"/>, all of them.</summary>
    private protected abstract void Read(SettingReader settings);

    /// <summary>Calls the core once and copies the result into the outputs.</summary>
    private protected abstract Task RunAsync(ArizeClient arize, MSBuildLog log, CancellationToken cancellationToken);

    /// <summary>An absolute path; a relative one starts at the project's folder.</summary>
    private protected string FullPath(string path) => Path.GetFullPath(path, BaseDirectory);

    /// <summary>
    /// Where relative paths start. MSBuild makes the project's folder the current one, except for tasks that say that they may run on several threads: theirs start at the
    /// folder of the file that uses the task.
    /// </summary>
    private protected virtual string BaseDirectory =>
        GetType().IsDefined(typeof(MSBuildMultiThreadableTaskAttribute), inherit: false) && Path.GetDirectoryName(BuildEngine.ProjectFileOfTaskNode) is { Length: > 0 } folder
            ? folder
            : Directory.GetCurrentDirectory();

    /// <summary>Once for each build, not for each task.</summary>
    void Once(string text, Action<string> report)
    {
        if (BuildEngine is not IBuildEngine4 engine || engine.GetRegisteredTaskObject(text, RegisteredTaskObjectLifetime.Build) is not null)
            return;
        engine.RegisterTaskObject(text, text, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        report(text);
    }

    /// <summary>The wait holds no build slot: other projects go on. Everything is decided before the slot is taken back, which may take a while.</summary>
    void RunYielded(ArizeClient arize, MSBuildLog log)
    {
        var engine = BuildEngine as IBuildEngine3;
        engine?.Yield();
        try
        {
            using var exit = new ProcessExitGuard(stop);
            var work = Task.Run(() => RunAsync(arize, log, stop.Token));
            PrintDuring(work, log);
            work.GetAwaiter().GetResult();
        }
        finally
        {
            engine?.Reacquire();
        }
    }

    /// <summary>Printing is a comfort: what it cannot print is printed at the end. MSBuild also throws here to say that the build is cancelled; the work then still ends what it has started.</summary>
    void PrintDuring(Task work, MSBuildLog log)
    {
        try
        {
            Live?.PrintDuring(work, stop.Token);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            log.Detail(e.ToString());
        }
    }

    ArizeClient Connect(SettingReader settings, MSBuildLog log)
    {
        var arize = settings.Connect(new ArizeClientOptions
        {
            Region = Region,
            BaseUrl = BaseUrl,
            SingleHost = SingleHost,
            BaseDomain = BaseDomain,
            ApiKeyVariable = ApiKeyVariable,
            ApiKeyFile = SettingReader.Text(ApiKeyFile) is { } file ? FullPath(file) : null,
            EnumCasing = settings.Choice<EnumCasing>($"{SettingPrefix}{nameof(EnumCasing)}", EnumCasing) ?? default,
            Environment = Environment,
            SettingPrefix = SettingPrefix,
            TimeProvider = Time,
            Trace = log.Detail,
            UserAgent = "Arize.Build.Tasks",
        });
        log.Detail($"Arize: {arize.BaseUrl.GetLeftPart(UriPartial.Authority)}");
        return arize;
    }

    static IReadOnlyDictionary<string, string> ReadEnvironment() => GateContext.Snapshot(
        System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(v => KeyValuePair.Create((string)v.Key, (string?)v.Value)));
}
