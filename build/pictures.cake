// The pictures of the report in docs/images, of real runs against the emulator. On purpose only: they need a Chromium, which ARIZE_BROWSER names.
Task("Pictures")
    .Description("Makes docs/images/report.png of a real run; the variable ARIZE_BROWSER names a Chromium.")
    .IsDependentOn("Build")
    .Does(() =>
    {
        var browser = EnvironmentVariable("ARIZE_BROWSER") ?? throw new CakeException("ARIZE_BROWSER is not set. Set it to the path of a Chromium, such as /usr/bin/chromium.");
        var records = scratch.Combine("pictures");
        CleanDirectory(records);
        // The model is worse, so the publish fails, as it must: what counts is the report that it leaves.
        DotNetRun(emulator.FullPath, new ProcessArgumentBuilder().Append("exec").Append("--").Append("dotnet").Append("publish").Append("samples/release-gate").Append("-nodeReuse:false")
            .Append("-p:AssistantModel=atlas-1-mini").AppendQuoted($"-p:ArizeRecords={records.FullPath}"), new DotNetRunSettings { Configuration = configuration, NoBuild = true, HandleExitCode = _ => true });
        var page = records.CombineWithFilePath("release/report.html");
        if (!FileExists(page))
            throw new CakeException("The gate left no report; the output above says why.");
        var picture = root.CombineWithFilePath("docs/images/report.png");
        var exit = StartProcess(browser, new ProcessSettings
        {
            // Without a sandbox, because the only page is our own, and a container has none.
            Arguments = new ProcessArgumentBuilder().Append("--headless").Append("--no-sandbox").Append("--disable-gpu").Append("--no-first-run").Append("--hide-scrollbars").Append("--disable-background-networking")
                .AppendQuoted($"--user-data-dir={records.Combine("profile").FullPath}").Append("--window-size=1100,980").AppendQuoted($"--screenshot={picture.FullPath}").AppendQuoted($"file://{page.FullPath}"),
        });
        if (exit != 0 || FileSize(picture) is 0 or > 150_000)
            throw new CakeException($"{Relative(picture.GetDirectory())}/report.png was not made, or is larger than 150 kB.");
        Information("{0} is new. Look at it before you commit it.", root.GetRelativePath(picture));
    });
