Task("Gate")
    .Description("The packages' own gate: the packed addin must let a good model through, and must stop a bad one.")
    .IsDependentOn("Build")
    .IsDependentOn("Pack")
    .Does(() => WithPackedAddin("The packages' own gate", root.CombineWithFilePath("build/gate.cake")));
