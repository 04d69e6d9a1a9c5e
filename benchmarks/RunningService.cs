using System.Diagnostics;
using System.Globalization;

namespace Arize.Build.Benchmarks;

/// <summary>The service while it runs, and what clients of it are given.</summary>
sealed class RunningService : IDisposable
{
    readonly Process process;
    readonly HttpClient http = new();

    RunningService(Process process, string url) => (this.process, Url) = (process, url);

    public string Url { get; }

    public Dictionary<string, string?> Environment => new() { ["ARIZE_API_KEY"] = Service.Key, ["ARIZE_BASE_URL"] = Url };

    public static async Task<RunningService> StartAsync()
    {
        var process = Child.Start(AppContext.BaseDirectory, new Dictionary<string, string?>(), Child.Self("serve"));
        return new RunningService(process, (await process.StandardOutput.ReadLineAsync())!);
    }

    /// <summary>Sets the clock of the runs, and the count of requests, to zero; runs one client; and gives what it printed, with the requests.</summary>
    /// <param name="runs">The ids of the runs.</param>
    /// <param name="folder">Where the client runs.</param>
    /// <param name="command">The client.</param>
    /// <param name="runtime">A setting of .NET, such as <c>DOTNET_TieredPGO</c>, that is switched off.</param>
    public async Task<Measure> WithAsync(string runs, string folder, string[] command, string? runtime = null)
    {
        var environment = Environment;
        if (runtime is not null)
            environment[runtime] = "0";
        using var content = new StringContent(runs);
        (await http.PostAsync(new Uri(Url + "/zero"), content)).EnsureSuccessStatusCode();
        var measure = Measure.Read(await Child.RunAsync(folder, environment, command));
        return measure with { Requests = double.Parse(await http.GetStringAsync(new Uri(Url + "/requests")), CultureInfo.InvariantCulture) };
    }

    public void Dispose()
    {
        http.Dispose();
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
