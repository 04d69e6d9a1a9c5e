using System.Net;
using System.Security.Cryptography;
using Arize.Emulator.Http;
using Arize.Emulator.Simulation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Arize.Emulator;

/// <summary>A running emulator of the Arize REST API v2 on the loopback address. Dispose it to stop it.</summary>
/// <example>
/// <code>
/// await using var emulator = await EmulatorServer.StartAsync(new EmulatorOptions());
/// Console.WriteLine($"{emulator.BaseUrl} {emulator.ApiKey}");
/// </code>
/// </example>
public sealed class EmulatorServer : IAsyncDisposable
{
    readonly WebApplication app;
    readonly RequestLog log;
    readonly FaultInjector faults;

    EmulatorServer(WebApplication app, RequestLog log, FaultInjector faults, Scenario scenario, string apiKey)
    {
        this.app = app;
        this.log = log;
        this.faults = faults;
        Scenario = scenario;
        ApiKey = apiKey;
        BaseUrl = new Uri(app.Urls.Single());
    }

    /// <summary>Where it listens: <c>http://127.0.0.1:PORT/</c>.</summary>
    public Uri BaseUrl { get; }

    /// <summary>The key it accepts.</summary>
    public string ApiKey { get; }

    /// <summary>The scenario it was started with.</summary>
    public Scenario Scenario { get; }

    /// <summary>
    /// The requests so far, in order of arrival. A request is listed when it arrives, with status 0 until its answer is decided; who has an
    /// answer
    /// finds it here with its status.
    /// </summary>
    public IReadOnlyList<LoggedRequest> Requests => log.Snapshot();

    /// <summary>Starts an emulator.</summary>
    /// <param name="options">How.</param>
    /// <param name="cancel">Gives up starting.</param>
    /// <returns>The emulator, listening.</returns>
    /// <exception cref="ScenarioException">The scenario names what is not there.</exception>
    /// <exception cref="IOException">The port is taken, or the request log cannot be written.</exception>
    public static async Task<EmulatorServer> StartAsync(EmulatorOptions options, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var scenario = options.Scenario ?? Scenario.Default();
        ScenarioRules.Check(scenario, "scenario");
        var random = $"emulator-{RandomNumberGenerator.GetHexString(32, lowercase: true)}";
        var apiKey = string.IsNullOrEmpty(options.ApiKey) ? random : options.ApiKey;
        var log = new RequestLog(options.RequestLog);
        var world = WorldBuilder.Build(scenario, options.Time.GetUtcNow());
        var faults = new FaultInjector(scenario.Faults);
        var gateway = new Gateway(world, log, faults, options, apiKey);

        // The empty builder reads no environment variable and no settings file, and has no logger.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.AddServerHeader = false;
        });
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        var app = builder.Build();
        app.Run(gateway.Handle);
        try
        {
            await app.StartAsync(cancel);
        }
        catch
        {
            await app.DisposeAsync();
            log.Dispose();
            throw;
        }

        return new EmulatorServer(app, log, faults, scenario, apiKey);
    }

    /// <summary>Adds a fault to those of the scenario, behind them, while the emulator is running.</summary>
    /// <param name="fault">The fault.</param>
    /// <exception cref="ScenarioException">Its path is none of the contract, or a number is out of range.</exception>
    public void AddFault(ScenarioFault fault)
    {
        ScenarioRules.Check(fault);
        faults.Add(fault);
    }

    /// <summary>Stops listening, drops open connections and closes the request log.</summary>
    public async ValueTask DisposeAsync()
    {
        // Requests that hang in a fault are dropped, not waited for.
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
        log.Dispose();
    }

    /// <summary>The emulator is a guest in its process: the host's own lifetime would take Ctrl+C away from it.</summary>
    sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
