namespace Arize.EndToEnd.Tests.Harness;

/// <summary>Somebody's project that uses the package, in a folder of its own.</summary>
sealed class Consumer : IDisposable
{
    readonly TempFolder folder = new();

    /// <summary>Makes an empty folder whose only package source holds the package.</summary>
    public Consumer(Emulator emulator)
    {
        Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="feed" value="{Packed.Feed}" />
              </packageSources>
              <fallbackPackageFolders>
                <clear />
              </fallbackPackageFolders>
            </configuration>
            """);
        Environment = new Dictionary<string, string?>
        {
            ["NUGET_PACKAGES"] = Packed.PackagesFolder,
            ["ARIZE_BASE_URL"] = emulator.Url,
            ["ARIZE_API_KEY"] = emulator.Key,
        };
    }

    public string Folder => folder.Path;

    /// <summary>What its builds find in their environment.</summary>
    public Dictionary<string, string?> Environment { get; }

    /// <summary>Writes a project with one class. The text is what a user adds to it.</summary>
    public Consumer Project(string text, string name = "App", string frameworks = "net10.0")
    {
        var many = frameworks.Contains(';', StringComparison.Ordinal) ? "s" : "";
        Write(Path.Combine(name, $"{name}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework{many}>{frameworks}</TargetFramework{many}>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Arize.Build.Tasks" Version="{Packed.Version}" PrivateAssets="all" />
              </ItemGroup>
            {text}
            </Project>
            """);
        Write(Path.Combine(name, "Class.cs"), "public class Class;");
        return this;
    }

    public Consumer Write(string file, string text)
    {
        var path = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    /// <summary>Sets a variable for the builds to come.</summary>
    public Consumer With(string variable, string value)
    {
        Environment[variable] = value;
        return this;
    }

    /// <summary>Runs <c>dotnet</c> in the folder and waits for its end.</summary>
    public Task<Build> Dotnet(params IEnumerable<string> arguments) => Dotnet([], arguments);

    /// <summary>The same, with some more variables.</summary>
    public Task<Build> Dotnet(IEnumerable<KeyValuePair<string, string?>> more, IEnumerable<string> arguments) => Child.Run(Folder, Environment.Concat(more), ["dotnet", .. arguments]);

    /// <summary>Runs <c>dotnet</c> in the folder and does not wait.</summary>
    public Child Start(params IEnumerable<string> arguments) => Child.Start(Folder, Environment, ["dotnet", .. arguments]);

    /// <summary>The files that match a pattern, at any depth, relative to the folder.</summary>
    public IReadOnlyList<string> Files(string pattern) =>
        [.. Directory.EnumerateFiles(Folder, pattern, SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f))];

    /// <summary>What is in the publish folders.</summary>
    public IReadOnlyList<string> Published => [.. Files("*").Where(f => f.Split(Path.DirectorySeparatorChar).Contains("publish"))];

    public void Dispose() => folder.Dispose();
}
