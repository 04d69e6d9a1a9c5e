#addin nuget:?package=Cake.Arize&version=1.0.0

var space = "support";
var model = Argument("model", "atlas-1");

Task("Assistant")
    .Description("Brings the task that is evaluated up to date with the prompt that is released.")
    .Does(() => ArizeCreateExperimentTask("release-assistant", new ArizeCreateExperimentTaskSettings
    {
        Space = space,
        Dataset = "support-golden-set",
        RunConfigurationFile = "assistant.json",
        ModelName = model,
    }));

Task("Gate")
    .Description("The full gate: the answers must be good enough.")
    .IsDependentOn("Assistant")
    .Does(() => ArizeGate("gates/release.gate.json"));

Task("Smoke")
    .Description("A gate without a file: twenty examples must complete, with few enough errors.")
    .IsDependentOn("Assistant")
    .Does(async () =>
    {
        var smoke = await ArizeGateAsync("smoke", new ArizeGateSettings { Task = "release-assistant", Space = space, MaxExamples = 20, MaxErrorRate = 0.1 });
        Information("{0} of 20 answers came back.", smoke.Run.NumSuccesses);
    });

Task("Gates")
    .Description("Several gates at once.")
    .IsDependentOn("Assistant")
    .Does(() => ArizeGate(["gates/release.gate.json", "gates/latency.gate.json"]));

Task("Publish")
    .Description("What is released only past the gate.")
    .IsDependentOn("Gate")
    .Does(() =>
    {
        EnsureDirectoryExists("artifacts/published");
        CopyFileToDirectory("assistant.json", "artifacts/published");
        Information("Published assistant.json.");
    });

RunTarget(Argument("target", "Publish"));
