Task("Benchmarks")
    .Description("Measures against peers and limits (docs/performance.md); --measure takes one of them, --smoke each once and small.")
    .Does(() =>
    {
        var project = root.CombineWithFilePath("benchmarks/Arize.Build.Benchmarks.csproj");
        foreach (var measure in HasArgument("measure") ? [Argument<string>("measure")] : new[] { "seeing-the-end", "many-waits", "many-rows", "many-spans", "many-results", "build-overhead", "start-up", "hot-paths", "solution" })
        {
            var arguments = new ProcessArgumentBuilder().Append(measure);
            if (HasArgument("smoke"))
                arguments.Append("--smoke");
            DotNetRun(project.FullPath, arguments, new DotNetRunSettings { Configuration = "Release" });
        }
    });
