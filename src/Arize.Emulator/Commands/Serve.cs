using System.Runtime.InteropServices;

namespace Arize.Emulator.Commands;

/// <summary><c>serve</c>: listens until it is told to stop.</summary>
static class Serve
{
    public static async Task<int> Run(Arguments arguments)
    {
        var key = Environment.GetEnvironmentVariable("ARIZE_API_KEY");
        await using var emulator = await EmulatorServer.StartAsync(new EmulatorOptions
        {
            Port = arguments.Port,
            ApiKey = key,
            Scenario = arguments.LoadScenario(),
            Dialect = arguments.Dialect,
            RequestLog = arguments.RequestLog,
        });

        var stopped = new TaskCompletionSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        Console.WriteLine($"Arize emulator: {emulator.BaseUrl.ToString().TrimEnd('/')}");
        if (string.IsNullOrEmpty(key))
            Console.WriteLine($"ARIZE_API_KEY={emulator.ApiKey}");
        await stopped.Task;
        return 0;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stopped.TrySetResult();
        }
    }
}
