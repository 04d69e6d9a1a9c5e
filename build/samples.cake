// samples/frosting is run by the tests.
Task("Samples")
    .Description("Runs the samples against the emulator, as their readers would.")
    .IsDependentOn("Build")
    .IsDependentOn("Pack")
    .Does(() =>
    {
        WithEmulator("samples/release-gate", new ProcessArgumentBuilder().Append("dotnet").Append("publish").Append("samples/release-gate").Append("-nodeReuse:false"));
        WithEmulator("samples/extensions-ai-gate", new ProcessArgumentBuilder().Append("dotnet").Append("publish").Append("samples/extensions-ai-gate/Assistant").Append("-nodeReuse:false"));
        WithPackedAddin("samples/cake-script", root.CombineWithFilePath("samples/cake-script/build.cake"));
        WithPackedAddin("samples/canary", root.CombineWithFilePath("samples/canary/build.cake"), ["--canary=1.4.1", "--watch=00:00:01"], root.CombineWithFilePath("samples/canary/scenario.json"));
    });
