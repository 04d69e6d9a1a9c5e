namespace Arize.EndToEnd.Tests.Harness;

/// <summary>
/// One compiler for the builds of all tests, which otherwise spend half of their time starting one each. It is a child of the tests and ends with them; the server that MSBuild would
/// start by itself stays for minutes.
/// </summary>
static class CompilerServer
{
    static readonly string Name = $"arize-e2e-{Guid.NewGuid():N}";

    /// <summary>On Unix the compiler has its pipe there, whatever TMPDIR says.</summary>
    static readonly string Pipe = $"/tmp/{Name}";

    static Child? server;

    /// <summary>What a build's environment needs in order to use it.</summary>
    public static IReadOnlyDictionary<string, string?> Environment { get; private set; } = new Dictionary<string, string?>();

    public static async Task Start(string folder, string program)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(program))
            return; // builds do without
        server = Child.Start(folder, [], "dotnet", program, $"-pipename:{Name}");
        // A build that asked too early would start a server of its own.
        await server.Until(() => File.Exists(Pipe));
        Environment = new Dictionary<string, string?> { ["UseSharedCompilation"] = "true", ["SharedCompilationId"] = Name };
    }

    public static async Task Stop()
    {
        if (server is null)
            return;
        var hasLasted = server.IsRunning;
        await server.DisposeAsync();
        File.Delete(Pipe);
        Assert.That(hasLasted, Is.True, "the compiler server has ended before its time, and builds may have started another, which nobody ends");
    }
}
