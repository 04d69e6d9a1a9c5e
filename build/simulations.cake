// The suite simulates 2,000 times; here it is 20,000, as docs/how-the-gate-decides.md reports it.
Task("Simulations")
    .Description("Simulates every limit of the statistics 20,000 times.")
    .IsDependentOn("Build")
    .Does(() =>
    {
        if (!Tests($"{root}/tests/Arize.Build.Tests/Arize.Build.Tests.csproj", "TestCategory=Simulations", new() { ["ARIZE_SIMULATION_RUNS"] = "20000" }, quiet: false))
            throw new CakeException("A limit of the statistics does not hold; the seed above repeats it.");
    });
