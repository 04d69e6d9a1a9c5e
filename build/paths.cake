// Where things are. All output goes below artifacts/, which Git ignores.
var root = Context.Environment.WorkingDirectory;
var solution = root.CombineWithFilePath("Arize.Build.Tasks.sln");
var packages = root.Combine("artifacts/packages");
var scratch = root.Combine("artifacts/cake");
var emulator = root.CombineWithFilePath("src/Arize.Emulator/Arize.Emulator.csproj");
var configuration = Argument("configuration", "Debug");

string Relative(DirectoryPath path) => root.GetRelativePath(path).FullPath;

// Runs a command against a local emulator of the Arize API, which has a new address and a new key each time, and is gone when the command ends.
void WithEmulator(string title, ProcessArgumentBuilder command, Dictionary<string, string> environment = null, FilePath scenario = null)
{
    Information("$ arize-emulator exec -- {0}", command.RenderSafe());
    var exec = new ProcessArgumentBuilder().Append("exec");
    if (scenario is not null)
        exec.Append("--scenario").AppendQuoted(scenario.FullPath);
    DotNetRun(emulator.FullPath, exec.Append("--").Append(command.Render()), new DotNetRunSettings
    {
        Configuration = configuration,
        NoBuild = true,
        EnvironmentVariables = environment ?? [],
        HandleExitCode = exitCode => exitCode == 0 ? true : throw new CakeException($"{title} failed with exit code {exitCode}; the output above says why."),
    });
}

// A separate Cake for a script that uses the addin: '#addin' is resolved before a script runs, and here the addin is packed first.
// The folders are new each time, because neither Cake nor NuGet looks again at a package that it has extracted.
void WithPackedAddin(string title, FilePath script, string[] arguments = null, FilePath scenario = null)
{
    var folder = scratch.Combine(script.GetDirectory().GetDirectoryName() + "-" + script.GetFilenameWithoutExtension().FullPath);
    CleanDirectory(folder);
    var command = new ProcessArgumentBuilder().Append("dotnet").Append("cake").Append(root.GetRelativePath(script).FullPath);
    foreach (var argument in arguments ?? [])
        command.AppendQuoted(argument);
    WithEmulator(title, command, new()
    {
        ["CAKE_NUGET_SOURCE"] = packages.FullPath,
        ["CAKE_PATHS_TOOLS"] = folder.Combine("tools").FullPath,
        ["NUGET_PACKAGES"] = folder.Combine("packages").FullPath,
    }, scenario);
}
