// The pictures of docs/images, of real runs against the emulator. On purpose only: they need tmux, and a Chromium, which ARIZE_BROWSER names.
using System.Text;
using System.Text.RegularExpressions;

var pictures = root.Combine("docs/images");

Task("Pictures")
    .Description("Makes the pictures of docs/images of real runs; the variable ARIZE_BROWSER names a Chromium, and tmux is the terminal.")
    .IsDependentOn("Build")
    .Does(() =>
    {
        var browser = EnvironmentVariable("ARIZE_BROWSER") ?? throw new CakeException("ARIZE_BROWSER is not set. Set it to the path of a Chromium, such as /usr/bin/chromium.");
        var work = scratch.Combine("pictures");
        CleanDirectory(work);

        // A worse model, one that is too close to tell, and a good one. The first two fail the publish, as they must: what counts is what they leave.
        var screen = InTerminal("dotnet publish samples/release-gate -p:AssistantModel=atlas-1-mini", work.Combine("worse"));
        InTerminal("dotnet publish samples/release-gate -p:AssistantModel=atlas-1-rc", work.Combine("close"));
        InTerminal("dotnet publish samples/release-gate", work.Combine("good"));

        var console = work.CombineWithFilePath("console.html");
        System.IO.File.WriteAllText(console.FullPath, ConsolePage(screen));
        Shoot(browser, work, console, "console.png", 1100, 620);
        Shoot(browser, work, Report(work.Combine("worse")), "report.png", 1100, 980);
        foreach (var (record, required, picture) in new[] { ("good", "at least 0.90", "floor.png"), ("worse", "may drop by 2 points", "blocked.png"), ("close", "may drop by 2 points", "inconclusive.png") })
        {
            var page = work.CombineWithFilePath(picture + ".html");
            System.IO.File.WriteAllText(page.FullPath, CriterionPage(System.IO.File.ReadAllText(Report(work.Combine(record)).FullPath), "correctness", required));
            Shoot(browser, work, page, picture, 1100, 330);
        }
        Information("The pictures in {0} are new. Look at them before you commit them.", Relative(pictures));
    });

FilePath Report(DirectoryPath records) => records.CombineWithFilePath("release/report.html") is var page && FileExists(page) ? page
    : throw new CakeException($"The gate left no report in {Relative(records)}.");

// Runs a command on the emulator in a terminal of 130 columns, and returns what it shows in the end.
string InTerminal(string command, DirectoryPath records)
{
    var name = "arize-pictures-" + Guid.NewGuid().ToString("N");
    var line = $"dotnet run --no-build -c {configuration} --project {Relative(emulator.GetDirectory())} -- exec -- {command} -nodeReuse:false -p:ArizeRecords={records.FullPath}";
    try
    {
        Tmux(name, "-f", "/dev/null", "new-session", "-d", "-x", "130", "-y", "40", "-c", root.FullPath, $"MSBUILDTERMINALLOGGER=auto {line}; tmux -L {name} wait-for -S ended; sleep 60");
        Tmux(name, "wait-for", "ended");
        return Tmux(name, "capture-pane", "-e", "-J", "-p", "-S", "-");
    }
    finally
    {
        Tmux(name, "kill-server");
    }
}

// A screen as a page, with its colours. The clone's folder is shown as "~".
string ConsolePage(string screen)
{
    var html = new StringBuilder("<!doctype html><meta charset=\"utf-8\"><style>body{margin:0;background:#1b1e23;color:#d6d9de;font:12.5px/1.4 monospace}pre{margin:18px;white-space:pre-wrap;overflow-wrap:anywhere}"
        + ".c31{color:#ff7b72}.c32{color:#7ee787}.c33{color:#e3b341}.c36{color:#76d9e6}.b{font-weight:bold}</style><pre>");
    var (colour, isBold) = (39, false);
    foreach (var part in Regex.Matches(screen.TrimEnd().Replace(root.FullPath, "~"), "\u001b\\[([0-9;]*)m|[^\u001b]+").Cast<Match>())
        if (!part.Groups[1].Success)
            html.Append($"<span class=\"c{colour}{(isBold ? " b" : "")}\">{System.Net.WebUtility.HtmlEncode(part.Value)}</span>");
        else
            foreach (var code in part.Groups[1].Value.Split(';').Select(c => c.Length == 0 ? 0 : int.Parse(c)))
                (colour, isBold) = code switch { 0 => (39, false), 1 => (colour, true), 22 => (colour, false), >= 30 and <= 39 => (code, isBold), >= 90 and <= 97 => (code - 60, isBold), _ => (colour, isBold) };
    return html.Append("</pre>").ToString();
}

string Tmux(string name, params string[] arguments)
{
    var all = new ProcessArgumentBuilder().Append("-L").Append(name);
    foreach (var argument in arguments)
        all.AppendQuoted(argument);
    var exit = StartProcess("tmux", new ProcessSettings { Arguments = all, RedirectStandardOutput = true }, out var output);
    return exit == 0 ? string.Join('\n', output) : throw new CakeException($"tmux {arguments[0]} ended with {exit}.");
}

// One criterion of a report, with the report's own style.
string CriterionPage(string report, string metric, string required)
{
    var card = Regex.Matches(report, "<(article|details) class=\"metric [a-z]+\">.*?</\\1>\\s*(?=<|$)", RegexOptions.Singleline).Select(m => m.Value).FirstOrDefault(c => c.Contains($"<h3><bdi>{metric}</bdi></h3>"))
        ?? throw new CakeException($"The report has no card of {metric}.");
    var rule = Regex.Matches(report, "<div class=\"rule\" id=\"c[0-9]+\">.*?</div>", RegexOptions.Singleline).Select(m => m.Value).FirstOrDefault(r => report.IndexOf(r) > report.IndexOf(card) && r.Contains($"<span>{required}</span>"))
        ?? throw new CakeException($"The report has no criterion '{metric} {required}'.");
    var spread = Regex.Match(report[report.IndexOf(rule)..], "<figure class=\"spread\">.*?</figure>", RegexOptions.Singleline).Value;
    return report[..(report.IndexOf("<main>"))] + $"<main><div class=\"metric\"><h3>{metric}</h3><div class=\"body\"><div class=\"rules\">{rule}</div>{spread}</div></div></main></body></html>";
}

void Shoot(string browser, DirectoryPath work, FilePath page, string name, int width, int height)
{
    var picture = pictures.CombineWithFilePath(name);
    var exit = StartProcess(browser, new ProcessSettings
    {
        // Without a sandbox, because the only pages are our own, and a container has none.
        Arguments = new ProcessArgumentBuilder().Append("--headless").Append("--no-sandbox").Append("--disable-gpu").Append("--no-first-run").Append("--hide-scrollbars").Append("--disable-background-networking")
            .AppendQuoted($"--user-data-dir={work.Combine("profile").FullPath}").Append($"--window-size={width},{height}").AppendQuoted($"--screenshot={picture.FullPath}").AppendQuoted($"file://{page.FullPath}"),
    });
    if (exit != 0 || FileSize(picture) is 0 or > 200_000)
        throw new CakeException($"{Relative(pictures)}/{name} was not made, or is larger than 200 kB.");
}
