// Everything that CI does, for everybody:  dotnet tool restore && dotnet cake
// Each part has its own file. A new target gets a file in build/, a line here, and its place in Default, if CI is to run it.
#load build/paths.cake
#load build/build.cake
#load build/test.cake
#load build/pack.cake
#load build/sbom.cake
#load build/samples.cake
#load build/own-gate.cake
#load build/faults.cake
#load build/simulations.cake
#load build/mutants.cake
#load build/benchmarks.cake
#load build/pictures.cake

Task("Default")
    .Description("Everything that CI does.")
    .IsDependentOn("Build")
    .IsDependentOn("Test")
    .IsDependentOn("Pack")
    .IsDependentOn("Sbom")
    .IsDependentOn("Samples")
    .IsDependentOn("Gate")
    .Does(() => Information("The packages in {0} have passed their own gate.", Relative(packages)));

RunTarget(Argument("target", "Default"));
