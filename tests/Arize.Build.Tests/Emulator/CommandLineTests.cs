using System.Net;
using System.Text.Json.Nodes;

namespace Arize.Build.Tests.Emulator;

[Parallelizable(ParallelScope.Children)]
[Platform(Exclude = "Win", Reason = "The scripts are for bash.")]
public class CommandLineTests
{
    /// <summary>Asks the emulator for its spaces without needing more than bash.</summary>
    const string Ask = """
        ask() {
          exec 3<>"/dev/tcp/127.0.0.1/${ARIZE_BASE_URL##*:}"
          printf 'GET /v2/spaces HTTP/1.1\r\nHost: emulator\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n' "$ARIZE_API_KEY" >&3
          head -n 1 <&3
        }

        """;

    [Test]
    public async Task Serve_prints_its_address_and_accepts_the_key_of_its_environment()
    {
        using var emulator = EmulatorProcess.Start(["serve"], new() { ["ARIZE_API_KEY"] = "my-key" });
        var url = (await emulator.Line()).Replace("Arize emulator: ", "", StringComparison.Ordinal);
        Assert.That(url, Does.Match(@"^http://127\.0\.0\.1:[0-9]+$"));
        Assert.That(await Status(url, "my-key"), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await Status(url, "other"), Is.EqualTo(HttpStatusCode.Unauthorized));

        emulator.Signal(EmulatorProcess.Terminate);
        var (code, rest) = await emulator.End();
        Assert.That(code, Is.Zero);
        Assert.That(rest, Is.Empty, "one line, and no logging");
        Assert.That(await emulator.Errors, Is.Empty);
    }

    [Test]
    public async Task Serve_without_a_key_makes_one_and_prints_it()
    {
        using var emulator = EmulatorProcess.Start(["serve", "--port", "0"]);
        var url = (await emulator.Line()).Replace("Arize emulator: ", "", StringComparison.Ordinal);
        var key = await emulator.Line();
        Assert.That(key, Does.StartWith("ARIZE_API_KEY="));
        Assert.That(await Status(url, key["ARIZE_API_KEY=".Length..]), Is.EqualTo(HttpStatusCode.OK));
        emulator.Signal(EmulatorProcess.Interrupt);
        Assert.That((await emulator.End()).Code, Is.Zero);
    }

    [TestCase(0)]
    [TestCase(7)]
    public async Task Exec_exits_with_the_code_of_its_command(int code)
    {
        using var emulator = EmulatorProcess.Exec($"{Ask} ask; exit {code}");
        var (found, lines) = await emulator.End();
        Assert.That(found, Is.EqualTo(code));
        Assert.That(lines.Single().Trim(), Is.EqualTo("HTTP/1.1 200 OK"), "nothing but the command's own output");
        Assert.That(await emulator.Errors, Is.Empty);
    }

    [Test]
    public async Task Exec_points_its_command_at_the_emulator_and_at_nothing_else()
    {
        using var emulator = EmulatorProcess.Start(
            ["exec", "--", "bash", "-c", "env"],
            new() { ["ARIZE_API_KEY"] = "outer", ["ARIZE_REGION"] = "eu", ["ARIZE_BASE_DOMAIN"] = "x", ["HTTP_PROXY"] = "http://p", ["NO_PROXY"] = "a" });
        var (_, lines) = await emulator.End();
        var variables = lines.Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2).ToLookup(pair => pair[0], pair => pair[1]);
        Assert.That(variables["ARIZE_BASE_URL"].Single(), Does.StartWith("http://127.0.0.1:"));
        Assert.That(variables["ARIZE_API_KEY"].Single(), Is.Not.EqualTo("outer").And.Not.Empty);
        Assert.That(variables["ARIZE_REGION"].Concat(variables["ARIZE_BASE_DOMAIN"]), Is.Empty);
        Assert.That(variables["NO_PROXY"].Single(), Is.EqualTo("a,127.0.0.1,localhost"));
    }

    [Test]
    public async Task Exec_leaves_nothing_behind()
    {
        using var emulator = EmulatorProcess.Exec("echo $ARIZE_BASE_URL; echo $ARIZE_API_KEY; echo $$");
        var (_, lines) = await emulator.End();
        Assert.That(EmulatorProcess.IsRunning(int.Parse(lines[2], System.Globalization.CultureInfo.InvariantCulture)), Is.False);
        Assert.ThrowsAsync<HttpRequestException>(() => Status(lines[0], lines[1]));
    }

    [TestCase(127, "cannot start 'no-such-command'", "exec", "--", "no-such-command")]
    [TestCase(2, "A command is missing")]
    [TestCase(2, "'start' is not a command", "start")]
    [TestCase(2, "exec needs '--' and a command", "exec")]
    [TestCase(2, "exec needs '--' and a command", "exec", "--")]
    [TestCase(2, "'--port' is not an option of exec", "exec", "--port", "1", "--", "true")]
    [TestCase(2, "--port: 'many' is not a port", "serve", "--port", "many")]
    [TestCase(2, "--dialect: 'old' is not a dialect", "serve", "--dialect", "old")]
    [TestCase(2, "--scenario needs a value", "serve", "--scenario")]
    [TestCase(2, "no-such-file.json", "serve", "--scenario", "no-such-file.json")]
    public async Task What_cannot_be_done_is_said(int code, string message, params string[] arguments)
    {
        using var emulator = EmulatorProcess.Start(arguments);
        Assert.That((await emulator.End()).Code, Is.EqualTo(code));
        Assert.That(await emulator.Errors, Does.Contain(message));
    }

    [Test]
    public async Task Exec_outlives_an_interrupt_so_that_its_command_can_send_a_last_request()
    {
        var log = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"exec-{Guid.NewGuid():N}.jsonl");
        try
        {
            using var emulator = EmulatorProcess.Exec(
                Ask + "trap 'ask; exit 42' INT; echo $$; while true; do sleep 0.05; done", "--requests", log, "--scenario", "default");
            var child = int.Parse(await emulator.Line(), System.Globalization.CultureInfo.InvariantCulture);

            // The terminal sends Ctrl+C to all of the foreground group; the child takes longer over it here.
            emulator.Signal(EmulatorProcess.Interrupt);
            await Task.Delay(300);
            Assert.That(emulator.HasExited, Is.False);
            EmulatorProcess.Signal(child, EmulatorProcess.Interrupt);

            var (code, lines) = await emulator.End();
            Assert.That(code, Is.EqualTo(42));
            Assert.That(lines.Single().Trim(), Is.EqualTo("HTTP/1.1 200 OK"));
            var logged = JsonNode.Parse((await File.ReadAllLinesAsync(log)).Single())!;
            Assert.That(logged["operation"]!.GetValue<string>(), Is.EqualTo("list_spaces"));
        }
        finally
        {
            File.Delete(log);
        }
    }

    [TestCase(EmulatorProcess.Terminate)]
    [TestCase(EmulatorProcess.Interrupt, EmulatorProcess.Interrupt)]
    public async Task Exec_passes_a_demand_to_end_on_to_its_command(params int[] signals)
    {
        using var emulator = EmulatorProcess.Exec(Ask + "trap 'ask; exit 9' TERM; trap '' INT; echo $$; while true; do sleep 0.05; done");
        await emulator.Line();
        foreach (var signal in signals)
        {
            emulator.Signal(signal);
            await Task.Delay(100);
        }

        var (code, lines) = await emulator.End();
        Assert.That(code, Is.EqualTo(9));
        Assert.That(lines.Single().Trim(), Is.EqualTo("HTTP/1.1 200 OK"));
    }

    [Test]
    public async Task Exec_kills_a_command_that_does_not_end_within_the_grace_period()
    {
        // One process: .NET kills a tree by what it sees of it, and may miss a child that is just starting, which then keeps the output open.
        using var emulator = EmulatorProcess.Exec("trap '' TERM INT; echo $$; exec sleep 600");
        var child = int.Parse(await emulator.Line(), System.Globalization.CultureInfo.InvariantCulture);
        emulator.Signal(EmulatorProcess.Terminate);
        Assert.That((await emulator.End()).Code, Is.EqualTo(137));
        Assert.That(EmulatorProcess.IsRunning(child), Is.False);
    }

    static async Task<HttpStatusCode> Status(string url, string key)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        http.DefaultRequestHeaders.Add("Authorization", $"Bearer {key}");
        using var response = await http.GetAsync($"{url}/v2/spaces");
        return response.StatusCode;
    }
}
