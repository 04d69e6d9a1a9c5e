using System.Text;
using System.Text.Json;
using Arize.Build.Client;
using Arize.Build.Client.Http;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Records;
using Arize.Build.Gates.Running;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Tests.Faults;

/// <summary>Everything that reads a text of others: whatever stands there, it is read, or refused with an error of ours. Documents that are good are broken in many ways, each from a seed that a failure names.</summary>
public sealed class FuzzTests
{
    const int Times = 400;
    static readonly ApiRequest Call = new(HttpMethod.Get, "v2/x");

    DirectoryInfo folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("fuzz");

    [TearDown]
    public void RemoveFolder() => folder.Delete(recursive: true);

    [Test]
    public void A_run() => Try(ScriptedArize.Run("COMPLETED", successes: 3), text => TaskRun.Read(Root(text)));

    [Test]
    public void A_row() => Try("""{"id":"r","example_id":"e","output":"o","error":null,"eval.a.b.score":0.5,"eval.a.b.label":"x","evaluations":[{"name":"c","score":1,"explanation":"y"}],"annotations":{"d":{"score":2}},"latency_ms":7}""",
        text => new RowReader(texts: true).Read(Encoding.UTF8.GetBytes("{\"pagination\":{\"has_more\":false},\"experiment_runs\":[" + text + "]}"), Call));

    [Test]
    public void A_cursor_and_a_list() => Try("""{"task_runs":[{"id":"a"}],"pagination":{"has_more":true,"next_cursor":"abc"}}""",
        text => (JsonFields.NextCursor(Root(text), Call), JsonFields.Items(Root(text), "task_runs", Call).ToArray()));

    [Test]
    public void A_problem() => Try("""{"title":"Bad","status":400,"detail":"no","errors":[{"field":"x","message":"y"}]}""",
        text => ResponseError.From(new ApiResponse(400, Encoding.UTF8.GetBytes(text), "application/problem+json", null, null), Call, null));

    [Test]
    public void A_gate_file() => Try(GateFiles.GateFileTests.Promised, text =>
    {
        var file = Path.Combine(folder.FullName, "x.gate.json");
        File.WriteAllBytes(file, Encoding.UTF8.GetBytes(text));
        return GateFileReader.Read(file, new GateContext { Folder = "/", Records = "/records" });
    });

    [Test]
    public void A_record() => Try("""{"schema":2,"owner":{"gate":"g","build":"b","service":"s"},"sends":[{"kind":"RUN","state":"STARTED","taskId":"t","taskName":"n","runId":"r","prepared":"2026-11-24T09:00:00Z","before":["a"]}]}""", text =>
    {
        File.WriteAllBytes(Path.Combine(folder.FullName, "run.json"), Encoding.UTF8.GetBytes(text));
        return RunRecord.Peek(folder.FullName);
    });

    [Test]
    public void A_verdict() => Try("""{"schema":"1","gate":"g","outcome":"pass","passed":true,"criteria":[{"outcome":"pass","reason":"x"}],"faults":[],"scores":{"sha256":"a"},"meta":{"judgedAt":"2026-11-24T09:00:00Z","commit":"c","gateHash":"h","sha256":"x"}}""", text =>
    {
        File.WriteAllBytes(Path.Combine(folder.FullName, RecordFile.Verdict), Encoding.UTF8.GetBytes(text));
        return GateRequire.Diagnostics(new GateRequest { Name = "g", Gate = null, Record = folder.FullName, Context = new GateContext { Folder = "/", Records = "/records", Commit = "c" } }, new VerdictWanted(), DateTimeOffset.UnixEpoch);
    });

    [Test]
    public void A_duration() => Try("01:30:00", text =>
    {
        var reader = new SettingReader();
        return reader.Duration("Timeout", text);
    });

    static JsonElement Root(string text) => JsonDocument.Parse(Utf8Repair.In(Encoding.UTF8.GetBytes(text))).RootElement;

    static void Try<T>(string good, Func<string, T> read)
    {
        for (var seed = 1; seed <= Times; seed++)
        {
            var text = Break(good, seed);
            try
            {
                read(text);
            }
            catch (Exception e) when (e is ArizeException or JsonException) // what is no JSON at all is told apart where the answer is parsed
            {
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed}: {e.GetType().Name}: {e.Message}\n{text}\n{e.StackTrace}");
            }
        }
    }

#pragma warning disable CA5394 // repeatable, not secret
    static string Break(string good, int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder(good);
        string[] pieces = ["null", "{}", "[]", "\"\"", "-1", "1e999", "true", "\u0000", "\ud800", "\"", "{", "}", "[", "]", ",", ":", "9999999999999999999999", "\u202e", "NaN", "\\u0000"];
        for (var times = 1 + random.Next(4); times > 0; times--)
        {
            var at = random.Next(text.Length + 1);
            switch (random.Next(4))
            {
                case 0:
                    text.Insert(at, pieces[random.Next(pieces.Length)]);
                    break;
                case 1:
                    text.Remove(at, Math.Min(random.Next(8), text.Length - at));
                    break;
                case 2:
                    var value = System.Text.RegularExpressions.Regex.Matches(text.ToString(), "(?<=:)(\"[^\"]*\"|[0-9.]+|true|null)");
                    if (value.Count > 0 && value[random.Next(value.Count)] is var one)
                        text.Remove(one.Index, one.Length).Insert(one.Index, pieces[random.Next(13)]);
                    break;
                default:
                    text.Length = at;
                    break;
            }
        }
        return text.ToString();
    }
#pragma warning restore CA5394
}
