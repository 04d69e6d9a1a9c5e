Task("Pack")
    .Description("Packs all packages, as they are released.")
    .Does(() =>
    {
        CleanDirectory(packages);
        DotNetPack(solution.FullPath, new DotNetPackSettings
        {
            Configuration = "Release",
            OutputDirectory = packages,
            Verbosity = DotNetVerbosity.Quiet,
            NoLogo = true,
            ArgumentCustomization = arguments => arguments.Append("-nodeReuse:false"),
        });
        foreach (var package in GetFiles($"{packages}/*.nupkg"))
            Information("{0} ({1:0} kB)", package.GetFilename(), FileSize(package) / 1024.0);
    });
