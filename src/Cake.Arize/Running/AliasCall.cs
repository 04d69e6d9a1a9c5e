using System.Runtime.InteropServices;
using Arize.Build.Client;
using Arize.Build.Gates.Builds;
using Arize.Build.Gates.Running;
using Arize.Build.Gates;
using Arize.Build.Gates.Settings;
using Cake.Core;

namespace Cake.Arize.Running;

/// <summary>
/// What all aliases share: from the script's context and settings to a client, and from faults to one exception of Cake. An alias reads its settings into a request, asks once, and
/// gives the result back.
/// </summary>
internal sealed class AliasCall
{
    static int noticeSaid;

    readonly ICakeContext context;
    readonly ArizeSettings settings;

    public AliasCall(ICakeContext context, ArizeSettings settings)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(settings);
        (this.context, this.settings) = (context, settings);
        Log = new CakeLog(context, Console.Out, LiveLine.TerminalWidth());
        Environment = GateContext.Snapshot(context.Environment.GetEnvironmentVariables()!);
    }

    public CakeLog Log { get; }

    /// <summary>Collects what is wrong with the settings; it is all said together with what is wrong with the client's.</summary>
    public SettingReader Settings { get; } = new();

    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>The space that the settings name, else the environment's.</summary>
    public string? Space => SettingReader.Text(settings.Space) ?? EnvironmentSpace;

    /// <summary>The space where neither the settings nor a gate file name one.</summary>
    public string? EnvironmentSpace => Environment.GetValueOrDefault("ARIZE_SPACE");

    /// <summary>The script's folder, where relative paths start.</summary>
    public string Folder => context.Environment.WorkingDirectory.FullPath;

    /// <summary>The folder of all records, unless a setting names another one.</summary>
    public string Records => FullPath(GateContext.DefaultRecords);

    public string FullPath(string path) => System.IO.Path.GetFullPath(path, Folder);

    public string? FullPath(Core.IO.Path? path) => path is null ? null : FullPath(path.FullPath);

    public string? Build(string? runKey) => CiBuild.Identity(Environment, SettingReader.Text(runKey));

    /// <summary>Whether there is anything that may be a key.</summary>
    public bool HasKey => GateSwitches.FindsKey(settings.ApiKeyFile?.FullPath, settings.ApiKeyVariable, Environment.GetValueOrDefault);

    /// <summary>Asks the service once.</summary>
    /// <exception cref="CakeException">A setting is wrong, the service cannot be asked, or the answer is a no: code, reason and way out, a line each.</exception>
    public Task<T> AskAsync<T>(Func<ArizeClient, CancellationToken, Task<T>> ask) => EndAsync(async cancellationToken =>
    {
        using var arize = Connect();
        return Log.Errors.Count == 0 ? await ask(arize, cancellationToken).ConfigureAwait(false) : default!;
    });

    /// <summary>Does what needs neither the service nor a key.</summary>
    /// <exception cref="CakeException">A setting is wrong, or the answer is a no: code, reason and way out, a line each.</exception>
    public Task<T> WithoutServiceAsync<T>(Func<CancellationToken, Task<T>> work) => EndAsync(async cancellationToken =>
    {
        Settings.Throw();
        return Log.Errors.Count == 0 ? await work(cancellationToken).ConfigureAwait(false) : default!;
    });

    /// <summary>A synchronous script waits here, on a separate thread, so that nothing waits for itself.</summary>
    public static T Wait<T>(Func<Task<T>> ask) => Task.Run(ask).GetAwaiter().GetResult();

    /// <inheritdoc cref="Wait{T}"/>
    public static void Wait(Func<Task> ask) => Task.Run(ask).GetAwaiter().GetResult();

    ArizeClient Connect()
    {
        var arize = Settings.Connect(new ArizeClientOptions
        {
            Region = settings.Region,
            BaseUrl = settings.BaseUrl,
            SingleHost = settings.SingleHost,
            BaseDomain = settings.BaseDomain,
            ApiKeyVariable = settings.ApiKeyVariable,
            ApiKeyFile = FullPath(settings.ApiKeyFile),
            Environment = Environment,
            Trace = Log.Detail,
            UserAgent = "Cake.Arize",
            EnumCasing = settings.EnumCasing ?? default,
        });
        Log.Detail($"Arize: {arize.BaseUrl.GetLeftPart(UriPartial.Authority)}");
        if (Interlocked.Exchange(ref noticeSaid, 1) == 0)
            Log.Notice("The tasks API of Arize AX is in beta: it may change.");
        return arize;
    }

    /// <summary>The one place that decides how an alias ends: with its result, or with all of its errors.</summary>
    async Task<T> EndAsync<T>(Func<CancellationToken, Task<T>> work)
    {
        using var signals = new StopSignals();
        IReadOnlyList<GateResult>? judged = null;
        try
        {
            var result = await work(signals.Token).ConfigureAwait(false);
            signals.Token.ThrowIfCancellationRequested(); // Cake has not seen the signal: it would go on with the next task
            Log.End();
            if (Log.Errors.Count == 0)
                return result;
            judged = (result as IEnumerable<GateResult?>)?.OfType<GateResult>().ToArray();
        }
        catch (OperationCanceledException) when (signals.Came is not null)
        {
            Log.End();
            var signal = signals.Came == PosixSignal.SIGINT ? "Ctrl+C" : "SIGTERM";
            throw new CakeException(string.Join(System.Environment.NewLine, [$"{signal} interrupted the build. Its runs were asked to stop: see above.", .. Log.Errors]));
        }
        catch (ArizeException e)
        {
            Log.Detail(e.ToString());
            foreach (var fault in e.Diagnostics)
                Log.Error(fault);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A stack trace on the console helps nobody; it goes to the detailed log.
            Log.Detail(e.ToString());
            Log.Error("ARIZE0002", $"This should not happen, please report it: {e.GetType().Name}: {e.Message} (the details are in a log with --verbosity diagnostic).");
        }
        Log.End();
        var message = string.Join(System.Environment.NewLine, Log.Errors);
        throw judged is { Count: > 0 } ? new ArizeGateException(message, judged) : (Exception)new CakeException(message);
    }
}
