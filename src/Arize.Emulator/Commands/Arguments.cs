using System.Globalization;

namespace Arize.Emulator.Commands;

/// <summary>The command line, understood.</summary>
sealed class Arguments
{
    public required string Verb { get; init; }

    public int Port { get; private set; }

    string scenario = "default";

    public Dialect Dialect { get; private set; }

    /// <summary>Null takes the scenario's own.</summary>
    int? seed;

    public string? RequestLog { get; private set; }

    /// <summary>The command of <c>exec</c> and its arguments.</summary>
    public IReadOnlyList<string> Command { get; private set; } = [];

    /// <exception cref="ScenarioException">The file cannot be read or is not a scenario.</exception>
    public Scenario LoadScenario()
    {
        var loaded = Scenario.Load(scenario);
        loaded.Seed = seed ?? loaded.Seed;
        return loaded;
    }

    /// <exception cref="UsageException">The arguments make no sense; the message says why.</exception>
    public static Arguments Parse(string[] args)
    {
        if (args is not [("serve" or "exec") and var verb, ..])
            throw new UsageException(args.Length == 0 ? "A command is missing." : $"'{args[0]}' is not a command.");

        var result = new Arguments { Verb = verb };
        for (var i = 1; i < args.Length; i++)
        {
            if (args[i] == "--" && verb == "exec")
            {
                result.Command = args[(i + 1)..];
                break;
            }

            result.Take(args[i], i + 1 < args.Length ? args[i + 1] : null);
            i++;
        }

        return verb == "exec" && result.Command.Count == 0 ? throw new UsageException("exec needs '--' and a command.") : result;
    }

    void Take(string option, string? value)
    {
        if (!(option is "--scenario" or "--seed" or "--dialect" or "--requests" || (option == "--port" && Verb == "serve")))
            throw new UsageException($"'{option}' is not an option of {Verb}.");
        if (string.IsNullOrEmpty(value) || value.StartsWith("--", StringComparison.Ordinal))
            throw new UsageException($"{option} needs a value.");

        switch (option)
        {
            case "--scenario":
                scenario = value;
                break;
            case "--requests":
                RequestLog = value;
                break;
            case "--seed":
                seed = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    ? number : throw new UsageException($"--seed: '{value}' is not a whole number. Write 0 to 2147483647.");
                break;
            case "--port":
                Port = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= ushort.MaxValue
                    ? port : throw new UsageException($"--port: '{value}' is not a port. Write 0 to 65535; 0 takes a free one.");
                break;
            default:
                Dialect = value switch
                {
                    "upper" => Dialect.Upper,
                    "lower" => Dialect.Lower,
                    _ => throw new UsageException($"--dialect: '{value}' is not a dialect. Write upper or lower."),
                };
                break;
        }
    }
}

/// <summary>A command line that makes no sense.</summary>
sealed class UsageException(string message) : Exception(message);
