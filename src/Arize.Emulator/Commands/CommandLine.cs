namespace Arize.Emulator.Commands;

/// <summary>The program <c>arize-emulator</c>.</summary>
static class CommandLine
{
    const string Usage = """
        Usage:
          arize-emulator serve [--port 0] [--scenario FILE|default|real-evals] [--seed N] [--dialect upper|lower] [--requests LOG]
          arize-emulator exec [--scenario FILE|default|real-evals] [--seed N] [--dialect upper|lower] [--requests LOG] -- COMMAND ARGS...

        serve   listens on 127.0.0.1 until it is stopped. It accepts the key in ARIZE_API_KEY, or makes one and prints it.
        exec    runs COMMAND with ARIZE_BASE_URL and ARIZE_API_KEY set, and exits with its exit code.
        """;

    /// <returns>0, the exit code of the command of <c>exec</c>, 1 when the emulator cannot start, 2 for a wrong command line, 127 when the
    /// command cannot be started.</returns>
    public static async Task<int> Run(string[] args)
    {
        if (args is ["--help" or "-h" or "help", ..])
        {
            Console.WriteLine(Usage);
            return 0;
        }

        try
        {
            var arguments = Arguments.Parse(args);
            return arguments.Verb == "serve" ? await Serve.Run(arguments) : await Exec.Run(arguments);
        }
        catch (UsageException e)
        {
            await Console.Error.WriteLineAsync($"arize-emulator: {e.Message}\n\n{Usage}");
            return 2;
        }
        catch (ScenarioException e)
        {
            await Console.Error.WriteLineAsync($"arize-emulator: {e.Message}");
            return 2;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"arize-emulator: {e.Message}");
            return 1;
        }
    }
}
