namespace Arize.EndToEnd.Tests.Harness;

/// <summary>A test with an emulator and consumers of its own.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class EmulatedTests
{
    readonly List<Consumer> consumers = [];
    Emulator? emulator;

    private protected Emulator Emulator => emulator!;

    /// <summary>The file of the emulator's scenario; null is that of these tests.</summary>
    protected virtual string? Scenario => null;

    [SetUp]
    public async Task StartEmulator() => emulator = await Emulator.Start(Scenario);

    [TearDown]
    public async Task StopEmulator()
    {
        foreach (var consumer in consumers)
            consumer.Dispose();
        if (emulator is not null)
            await emulator.DisposeAsync();
    }

    /// <summary>A consumer's folder without a project.</summary>
    private protected Consumer Folder()
    {
        var consumer = new Consumer(Emulator);
        consumers.Add(consumer);
        return consumer;
    }

    /// <summary>A consumer with one project.</summary>
    private protected Consumer Project(string text, string frameworks = "net10.0") => Folder().Project(text, frameworks: frameworks);

    /// <summary>A consumer with one project, whose gate runs a task of the scenario before something.</summary>
    private protected Consumer Gated(string task, string before, string frameworks = "net10.0", string more = "") => Project(
        $"""
          <ItemGroup>
            <ArizeGate Include="release" Task="{task}" Space="support" MaxErrorRate="0.01" Before="{before}" {more} />
          </ItemGroup>
        """, frameworks);
}
