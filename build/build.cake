Task("Build")
    .Description("Restores and builds everything; warnings are errors.")
    .Does(() => DotNetBuild(solution.FullPath, new DotNetBuildSettings
    {
        Configuration = configuration,
        Verbosity = DotNetVerbosity.Minimal,
        NoLogo = true,
        ArgumentCustomization = arguments => arguments.Append("-nodeReuse:false"), // nothing is left running
    }));
