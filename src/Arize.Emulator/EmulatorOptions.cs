namespace Arize.Emulator;

/// <summary>How to start an <see cref="EmulatorServer"/>. Every property has a default.</summary>
public sealed class EmulatorOptions
{
    /// <summary>TCP port on the loopback address; 0, the default, takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The only key the emulator accepts. Null or empty, the default, makes a random one.</summary>
    public string? ApiKey { get; init; }

    /// <summary>What exists when the emulator starts. Null, the default, is <see cref="Scenario.Default"/>.</summary>
    public Scenario? Scenario { get; init; }

    /// <summary>The clock that runs move by and that dates every record. The default is the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// File to append a line of JSON to for each request; null, the default, for none. The Authorization header is never written.
    /// </summary>
    public string? RequestLog { get; init; }

    /// <summary>Spelling of enum values. The default is <see cref="Emulator.Dialect.Upper"/>.</summary>
    public Dialect Dialect { get; init; } = Dialect.Upper;
}
