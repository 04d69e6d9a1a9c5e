// The table of faults (a row is a kind of fault; its tests name it), then random sequences of faults. Each test writes what came of it into a ledger, whether it held or not; what is printed is read from there.
const int FaultRows = 51;

Task("Faults")
    .Description("Tries the table of faults and 2,000 random sequences of them; --seed repeats the sequences of a run.")
    .IsDependentOn("Build")
    .Does(() =>
    {
        var ledger = scratch.CombineWithFilePath("faults.jsonl");
        EnsureDirectoryExists(scratch);
        if (FileExists(ledger))
            DeleteFile(ledger);

        var failed = GetFiles($"{root}/tests/*/*.csproj").Count(project => !Tests(project.FullPath, "TestCategory=Faults", new() { ["ARIZE_FAULT_LEDGER"] = ledger.FullPath }, quiet: true));
        var lines = (FileExists(ledger) ? System.IO.File.ReadAllLines(ledger.FullPath) : []).Select(line => System.Text.Json.JsonSerializer.Deserialize<FaultLine>(line))
            .OrderBy(l => int.Parse(l.Number.TrimEnd('b'))).ThenBy(l => l.Number).ThenBy(l => l.Fault).ToList();
        Information("{0,-4}{1,-84}{2,-64}{3,-24}{4,-10}{5,8}  {6}", "#", "fault", "expected", "outcome", "code", "triggers", "");
        foreach (var line in lines)
            Information("{0,-4}{1,-84}{2,-64}{3,-24}{4,-10}{5,8}  {6}", line.Number, line.Fault, line.Expected, line.Outcome, line.Code ?? "-", line.Triggers?.ToString() ?? "-", line.Held ? "as promised" : "NOT AS PROMISED");

        var untried = Enumerable.Range(1, FaultRows).Select(n => $"{n}").Append("28b").Except(lines.Select(l => l.Number)).ToList();
        if (untried.Count > 0)
            throw new CakeException($"No test has tried row {string.Join(", ", untried)} of the table.");
        if (failed > 0 || lines.Any(l => !l.Held))
            throw new CakeException($"{lines.Count(l => !l.Held)} of {lines.Count} faults did not end as promised; 'dotnet cake --target=Test --filter=TestCategory=Faults' says why.");
        Information("All {0} faults of the {1} rows ended as promised.", lines.Count, lines.Select(l => l.Number).Distinct().Count());

        var sequences = new Dictionary<string, string> { ["ARIZE_FAULT_SEQUENCES"] = Argument("sequences", "2000") };
        sequences["ARIZE_FAULT_SEED"] = Argument("seed", Random.Shared.Next().ToString());
        if (!Tests($"{root}/tests/Arize.Build.Tests/Arize.Build.Tests.csproj", "FullyQualifiedName~FaultSequenceTests", sequences, quiet: false))
            throw new CakeException("A promise did not hold for a sequence of faults; the seed above repeats it.");
    });

sealed record FaultLine(string Number, string Fault, string Expected, string Outcome, string Code, int? Triggers, bool Held);

bool Tests(string project, string filter, Dictionary<string, string> variables, bool quiet)
{
    var passed = true;
    DotNetTest(project, new DotNetTestSettings
    {
        Configuration = configuration,
        NoBuild = true,
        NoLogo = true,
        Filter = filter,
        EnvironmentVariables = variables,
        Loggers = [$"console;verbosity={(quiet ? "minimal" : "detailed")}"],
        SetupProcessSettings = process => process.RedirectStandardOutput = quiet, // the table says it
        HandleExitCode = code => (passed = code == 0) || true,
    });
    return passed;
}
