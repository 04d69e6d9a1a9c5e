using System.Reflection;
using Arize.Build.Tests.Tasks;
using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.IO;
using Cake.Core.Tooling;
using Microsoft.Extensions.DependencyInjection;

namespace Arize.Build.Tests.Cake;

/// <summary>Cake's own context in a test's folder, with an emulator that the environment points at.</summary>
public abstract class CakeFixture : TaskFixture
{
    private protected RecordingLog Log { get; private set; } = null!;

    protected ICakeContext Context { get; private set; } = null!;

    [SetUp]
    public void StartCake()
    {
        Log = new RecordingLog();
        var (files, environment) = (new FileSystem(), new ScriptEnvironment(Folder, Variables));
        var configuration = new CakeConfiguration(new Dictionary<string, string>());
        var globber = new Globber(files, environment);
        var tools = new ToolLocator(environment, new ToolRepository(environment), new ToolResolutionStrategy(files, environment, globber, configuration, Log));
        Context = new CakeContext(files, environment, globber, Log, new CakeArguments(Array.Empty<string>().ToLookup(a => a)), new ProcessRunner(files, environment, Log, tools, configuration),
            new WindowsRegistry(), tools, new CakeDataService(), configuration, DispatchProxy.Create<IToolInstaller, NoTools>(), new ServiceCollection().BuildServiceProvider());
    }

    /// <summary>Writes a file into the script's folder.</summary>
    protected string Write(string file, string text)
    {
        var path = System.IO.Path.Combine(Folder, file);
        System.IO.Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>No alias of ours installs a tool.</summary>
    public class NoTools : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new NotSupportedException();
    }
}
