using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Arize.Build.Client;
using Arize.Build.Client.Settings;
using Arize.Build.Tests.Faults;
using static Arize.Build.Tests.Faults.ScriptedArize;

namespace Arize.Build.Tests.Client;

/// <summary>A service that repeats our key: no text that the client hands on holds it.</summary>
public sealed class KeyMaskTests
{
    /// <summary>With a character for each kind of escape.</summary>
    const string Odd = "ak-7f3d&9b/5+2c<1e>8\"4a'06==";

    static IEnumerable<TestCaseData> Forms()
    {
        foreach (var key in new[] { Key, Odd })
        {
            (string Form, string Text)[] forms =
            [
                ("raw", key), ("URL", Uri.EscapeDataString(key)),
                ("HTML", WebUtility.HtmlEncode(key)), ("JSON", JavaScriptEncoder.Default.Encode(key)), ("every character as JSON", string.Concat(key.Select(c => $"\\u{(int)c:x4}"))),
                ("every character as URL", string.Concat(key.Select(c => $"%{(int)c:X2}"))), ("every character as HTML", string.Concat(key.Select(c => $"&#{(int)c};"))),
                ("a slash as JSON", key.Replace("/", "\\/", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)),
                ("base64", Convert.ToBase64String(Encoding.ASCII.GetBytes(key))), ("base64 of a header", Convert.ToBase64String(Encoding.ASCII.GetBytes("Bearer " + key))),
                ("base64 of user and key", Convert.ToBase64String(Encoding.ASCII.GetBytes("me:" + key + "."))), ("base64 in an URL", Convert.ToBase64String(Encoding.ASCII.GetBytes("x" + key)).Replace('+', '-').Replace('/', '_')),
            ];
            foreach (var (form, text) in forms)
                yield return new TestCaseData(key, text).SetArgDisplayNames(key == Key ? "a plain key" : "an odd key", form);
        }
    }

    [TestCaseSource(nameof(Forms))]
    public void The_key_is_hidden_in_every_form_and_what_is_around_it_stays(string key, string form)
    {
        var hidden = new KeyMask(key).Hide($"before {form} after");
        Assert.That(hidden, Does.StartWith("before ").And.EndsWith(" after").And.Contains("****"));
        Assert.That(hidden.Length, Is.EqualTo($"before {form} after".Length));
        // Of base64, up to two characters at either end hold bits of what is around the key, too.
        Assert.That(form.Length >= 12 && hidden.Contains(form[4..^4], StringComparison.Ordinal), Is.False);
    }

    [Test]
    public void What_only_begins_like_the_key_stays_and_every_occurrence_is_hidden()
    {
        var mask = new KeyMask(Key);
        Assert.That(mask.Hide(Key[..^1]), Is.EqualTo(Key[..^1]));
        Assert.That(mask.Hide($"{Key[..9]}{Key}{Key}"), Is.EqualTo(Key[..9] + new string('*', 2 * Key.Length)));
        Assert.That(new KeyMask("k").Hide("kkkk"), Is.EqualTo("kkkk"), "too short to be told from other text");
    }

    [TestCase("completed"), TestCase("template_evaluation"), TestCase("Explanation"), TestCase("PASSWORD"), TestCase("api-key")]
    public void A_key_that_is_a_word_hides_no_words(string key) => Assert.That(new KeyMask(key).Hide($"the {key} of it"), Is.EqualTo($"the {key} of it"));

    [TestCase("completed1"), TestCase("ak-abcdefghijklmnopqrstuvwxyz"), TestCase("aKeyOfWords")]
    public void A_key_that_is_no_word_is_hidden(string key) => Assert.That(new KeyMask(key).Hide($"the {key} of it"), Is.EqualTo($"the {new string('*', key.Length)} of it"));

    [TestCase(401), TestCase(422), TestCase(500)]
    [FaultRow("43", "a problem whose detail repeats the key", "the key is in no message")]
    public async Task A_problem_that_repeats_the_key_does_not_show_it(int status)
    {
        await using var arize = new ScriptedArize();
        arize.Server.On(GetRun, Reply.Problem(status, $"the key {Key} of Bearer {Uri.EscapeDataString(Key)} is odd"));
        using var client = arize.Client(faultLimit: TimeSpan.Zero);
        var e = await Thrown.ByAsync(() => client.Tasks.GetRunAsync(RunId));
        Assert.That(e.ToString() + e.Detail + string.Join(' ', arize.Trace), Does.Contain("the key ****").And.Not.Contain(Key));
    }

    [Test]
    public async Task Names_reasons_fields_and_rows_that_repeat_the_key_do_not_hold_it()
    {
        await using var arize = new ScriptedArize();
        var escaped = string.Concat(Key.Select(c => $"\\u{(int)c:x4}"));
        arize.Server.On(GetRun, Reply.Json(Run("FAILED", more: $$"""{"failure_reason":"bad key {{Key}}","costs":["{{escaped}}"]}""")))
            .On(GetTask, Reply.Json($$"""{"id":"{{TaskId}}","name":"{{escaped}}","type":"RUN_EXPERIMENT"}"""))
            .On($"GET /v2/experiments/{Uri.EscapeDataString(Id("Experiment:1:e"))}/runs", Reply.Json(Page("experiment_runs", [$$"""{"id":"1","output":"{{Key}}","eval.c.label":"{{escaped}}"}"""])));
        using var client = arize.Client();
        var run = await client.Tasks.GetRunAsync(RunId);
        var row = (await client.Experiments.ListRowsAsync(Id("Experiment:1:e")).ToListAsync()).Single();
        var stars = new string('*', Key.Length);
        Assert.That((run.FailureReason, row.Output), Is.EqualTo(("bad key " + stars, stars)));
        Assert.That(run.OtherFields["costs"][0].GetString() + (await client.Tasks.GetAsync(TaskId)).Name + row.Evaluations["c"].Label, Does.Not.Contain(Key).And.Contain(stars));
    }

    [TestCase(Key), TestCase("ak-0123456789"), TestCase("Zm9vYmFyYmF6cXV4cXV1eA==")]
    [FaultRow("43", "the key where the path of its file is expected", "refused, and not shown")]
    public void A_key_in_place_of_its_files_path_is_not_shown(string value)
    {
        var e = Thrown.By(() => new ArizeClient(new ArizeClientOptions { ApiKeyFile = value, Environment = new Dictionary<string, string>() }).Validate());
        Assert.That(e.Codes(), Is.EqualTo(new[] { "ARIZE1006" }));
        Assert.That(e.ToString(), Does.Contain("ApiKeyFile").And.Contains("not shown").And.Not.Contain(value));
    }

    [TestCase("/run/secrets/arize"), TestCase("arize.key"), TestCase("./a-rather-long-name-of-a-file")]
    public void A_path_that_cannot_be_read_is_shown(string path) =>
        Assert.That(Thrown.By(() => new ArizeClient(new ArizeClientOptions { ApiKeyFile = path, Environment = new Dictionary<string, string>() }).Validate()).Message, Does.Contain(path));

    [Test]
    public void Asterisks_leave_JSON_as_JSON()
    {
        var bytes = Encoding.UTF8.GetBytes(new JsonObject { ["a"] = $"x{Odd}y" }.ToJsonString());
        new KeyMask(Odd).Hide(bytes);
        Assert.That((string)JsonNode.Parse(bytes)!["a"]!, Does.Match(@"^x\*+y$"));
    }
}
