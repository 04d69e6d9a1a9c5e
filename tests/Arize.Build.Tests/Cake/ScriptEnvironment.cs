using Cake.Core;
using Cake.Core.IO;

namespace Arize.Build.Tests.Cake;

/// <summary>The environment of one script. Cake's own sets the current folder of the process.</summary>
sealed class ScriptEnvironment(DirectoryPath folder, IReadOnlyDictionary<string, string> variables) : ICakeEnvironment
{
    public DirectoryPath WorkingDirectory { get; set; } = folder;

    public DirectoryPath ApplicationRoot { get; } = AppContext.BaseDirectory;

    public ICakePlatform Platform { get; } = new CakePlatform();

    public ICakeRuntime Runtime { get; } = new CakeRuntime();

    public string? GetEnvironmentVariable(string variable) => variables.GetValueOrDefault(variable);

    public IDictionary<string, string?> GetEnvironmentVariables() => variables.ToDictionary(v => v.Key, string? (v) => v.Value);

    public DirectoryPath GetSpecialPath(SpecialPath path) => throw new NotSupportedException("No alias of ours asks for one.");
}
