// tests/mutants holds one patch for each way in which a slip could break a promise. Each is applied, alone, to a copy of the last commit, and the test that it names must fail there.
// The head of a patch says what it breaks, which promise (docs/reliability.md), and which test has to see it.
Task("Mutants")
    .Description("Breaks the code on purpose, in a copy, and fails unless the named test sees each break; --mutant takes one.")
    .Does(() =>
    {
        var copy = scratch.Combine("mutants");
        var project = copy.CombineWithFilePath("tests/Arize.Build.Tests/Arize.Build.Tests.csproj");
        var mutants = GetFiles($"{root}/tests/mutants/{Argument("mutant", "*")}.patch").OrderBy(f => f.FullPath).Select(Mutant.Read).ToList();
        if (mutants.Count == 0)
            throw new CakeException("There is no such patch in tests/mutants.");

        if (DirectoryExists(copy))
            Git(root, $"worktree remove --force \"{copy}\"");
        Git(root, $"worktree add --force --detach \"{copy}\" HEAD");
        try
        {
            BuildCopy(project);
            if (Failures(project, mutants.Select(m => m.Test)) > 0)
                throw new CakeException("Some of the named tests fail without any mutant; they would prove nothing. Make 'dotnet cake --target=Test' pass first.");

            var survivors = new List<string>();
            foreach (var mutant in mutants)
            {
                Git(copy, $"apply \"{mutant.Patch}\"");
                BuildCopy(project);
                var isSeen = Failures(project, [mutant.Test]) > 0;
                Git(copy, "checkout --quiet -- .");
                Information("{0,-9} {1,-30} promise {2,2}  {3}", isSeen ? "seen" : "NOT SEEN", mutant.Name, mutant.Promise, mutant.Test);
                if (!isSeen)
                    survivors.Add(mutant.Name);
            }
            if (survivors.Count > 0)
                throw new CakeException($"{survivors.Count} of {mutants.Count} mutants are seen by no test: {string.Join(", ", survivors)}.");
            Information("All {0} mutants were seen.", mutants.Count);
        }
        finally
        {
            Git(root, $"worktree remove --force \"{copy}\"");
        }
    });

sealed record Mutant(string Name, FilePath Patch, string Promise, string Test)
{
    public static Mutant Read(FilePath patch)
    {
        var lines = System.IO.File.ReadAllLines(patch.FullPath);
        return new(patch.GetFilenameWithoutExtension().FullPath, patch, Head("Promise"), Head("Test"));

        string Head(string name) => lines.FirstOrDefault(l => l.StartsWith(name + ": "))?[(name.Length + 2)..]
            ?? throw new CakeException($"{patch} has no line '{name}: …' before the patch.");
    }
}

void Git(DirectoryPath folder, string arguments)
{
    if (StartProcess("git", new ProcessSettings { Arguments = arguments, WorkingDirectory = folder, Silent = true, RedirectStandardError = true }, out _, out var errors) is not 0)
        throw new CakeException($"git {arguments}: {string.Join(' ', errors)}");
}

// A mutant may offend an analyzer; that is not what is asked here.
void BuildCopy(FilePath project) => DotNetBuild(project.FullPath, new DotNetBuildSettings
{
    WorkingDirectory = project.GetDirectory(),
    Verbosity = DotNetVerbosity.Quiet,
    NoLogo = true,
    ArgumentCustomization = arguments => arguments.Append("-nodeReuse:false").Append("-clp:NoSummary").Append("-p:RunAnalyzers=false").Append("-p:TreatWarningsAsErrors=false"),
});

// How many of the tests failed. A test that is not there fails nothing, so its mutant is not seen.
int Failures(FilePath project, IEnumerable<string> tests)
{
    var results = scratch.CombineWithFilePath("mutants.trx");
    if (FileExists(results))
        DeleteFile(results);
    DotNetTest(project.FullPath, new DotNetTestSettings
    {
        NoBuild = true,
        NoLogo = true,
        Filter = string.Join('|', tests.Distinct().Select(test => $"FullyQualifiedName~{test}")),
        Loggers = [$"trx;LogFileName={results}"],
        Verbosity = DotNetVerbosity.Quiet,
        SetupProcessSettings = process => process.RedirectStandardOutput = true, // the failures are wanted ones
        HandleExitCode = _ => true, // the results say it
    });
    return int.Parse(XmlPeek(results, "/t:TestRun/t:ResultSummary/t:Counters/@failed", new XmlPeekSettings
    {
        Namespaces = new Dictionary<string, string> { ["t"] = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010" },
    }));
}
