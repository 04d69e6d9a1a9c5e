// Run by the target Gate, with the folder of the packed packages as the only place where the addin can come from.
#addin nuget:?package=Cake.Arize&version=1.0.0

Task("Good")
    .Does(() => ArizeGate("gates/good.gate.json", new ArizeGateSettings { Records = "../artifacts/arize" }));

// A gate that stops nothing proves nothing.
Task("Bad")
    .Does(() =>
    {
        var bad = ArizeGate("gates/bad.gate.json", new ArizeGateSettings { Records = "../artifacts/arize", OnFail = OnFail.Warn });
        if (bad.Passed)
            throw new CakeException("The gate 'bad' passed: the packed addin lets everything through. Do not release it.");
        Information("The gate 'bad' is blocked, as it must be.");
    });

Task("Default")
    .IsDependentOn("Good")
    .IsDependentOn("Bad");

RunTarget(Argument("target", "Default"));
