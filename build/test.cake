// From unit to packed package. What is tested here is tested nowhere else again.
Task("Test")
    .Description("Runs the tests; --filter takes some of them, as in 'dotnet test'.")
    .IsDependentOn("Build")
    .Does(() => DotNetTest(solution.FullPath, new DotNetTestSettings
    {
        Configuration = configuration,
        NoBuild = true,
        NoLogo = true,
        Filter = Argument<string>("filter", null),
    }));
