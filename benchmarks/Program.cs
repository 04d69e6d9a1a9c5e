using Arize.Build.Benchmarks;

const string Usage = """
    One of: seeing-the-end, many-waits, many-rows, many-spans, many-results, build-overhead, start-up, hot-paths, solution; with --smoke, once, small and without Node.js; many-waits, many-rows and many-spans take a number in place of theirs.
    What each measures, and the results: docs/performance.md
    """;
var smoke = args.Contains("--smoke");
switch (args.FirstOrDefault())
{
    case "serve":
        await Service.ServeAsync();
        break;
    case "wait":
        await ManyWaits.OursAsync(args[1]);
        break;
    case "rows":
        await ManyRows.OursAsync(args[1]);
        break;
    case "tokens":
        await ManyRows.TokensAsync(args[1]);
        break;
    case "seeing-the-end":
        SeeingTheEnd.Run();
        break;
    case "many-waits":
        await ManyWaits.RunAsync(smoke ? 1 : 3, Counts(3, 1, 100, 500, 2000), smoke ? 1000 : 20_000, smoke ? null : await JavaScript.FolderAsync());
        break;
    case "many-rows":
        await ManyRows.RunAsync(smoke ? 1 : 3, Counts(1000, 100_000, 1_000_000), smoke ? null : await JavaScript.FolderAsync());
        break;
    case "spans":
        await ManySpans.OursAsync(args[1]);
        break;
    case "span-tokens":
        await ManySpans.TokensAsync(args[1]);
        break;
    case "many-spans":
        await ManySpans.RunAsync(smoke ? 1 : 3, Counts(1000, 100_000, 1_000_000), smoke ? null : await JavaScript.FolderAsync());
        break;
    case "results":
        await ManyResults.OursAsync(args[1]);
        break;
    case "many-results":
        await ManyResults.RunAsync(smoke ? 3000 : 100_000);
        break;
    case "build-overhead":
        await BuildOverhead.RunAsync(smoke ? 1 : 9);
        break;
    case "start-up":
        await StartUp.RunAsync();
        break;
    case "hot-paths":
        HotPaths.Run(smoke);
        break;
    case "solution":
        await Solution.RunAsync(smoke ? 1 : 3, smoke ? "one-second" : "ten-seconds");
        break;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
return 0;

int[] Counts(int small, params int[] all) => args.Length > 1 && int.TryParse(args[1], out var count) ? [count] : smoke ? [small] : all;
