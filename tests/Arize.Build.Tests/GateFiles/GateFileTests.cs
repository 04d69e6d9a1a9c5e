using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates.Settings;
using Arize.Build.Gates;

namespace Arize.Build.Tests.GateFiles;

public class GateFileTests
{
    /// <summary>The text that the design promises, word for word.</summary>
    public const string Promised = """
        { "space": "support", "run": { "task": "support-golden" }, "evaluate": ["support-judge"],
          "baseline": { "latest": "main-*" },
          "criteria": [ { "metric": "correctness", "atLeast": 0.90, "mayDropBy": 0.02 } ] }
        """;

    static GateDefinition Read(string json, GateContext? placeholders = null)
    {
        var reading = GateFileReader.Parse(json, placeholders ?? new GateContext { Folder = "/", Records = "/records" });
        Assert.That(reading.Diagnostics, Is.Empty);
        return reading.Gate!;
    }

    static string[] Diagnostics(string json, GateContext? placeholders = null)
    {
        var reading = GateFileReader.Parse(json, placeholders ?? new GateContext { Folder = "/", Records = "/records" });
        Assert.That(reading.Gate, Is.Null);
        Assert.That(reading.Diagnostics.Select(f => f.Code), Is.All.EqualTo("ARIZE1008"));
        return [.. reading.Diagnostics.Select(f => $"{f.At!.Line},{f.At.Column}: {f.Message}")];
    }

    /// <summary>A gate that is right but for what the test says of one criterion.</summary>
    static string With(string criterion, string more = "") =>
        $$"""{ "run": { "task": "t" }, "baseline": "main"{{more}}, "criteria": [ { "metric": "other", "mayDropBy": 0.5 }, { "metric": "m", {{criterion}} } ] }""";

    [Test]
    public void The_promised_text_is_a_gate()
    {
        var gate = Read(Promised);
        Assert.That(gate.Space, Is.EqualTo("support"));
        Assert.That(gate.Run!.Task, Is.EqualTo("support-golden"));
        Assert.That(gate.Evaluate, Is.EqualTo(["support-judge"]));
        Assert.That(gate.Baseline, Is.EqualTo(new BaselineSection { Latest = "main-*" }));
        Assert.That(gate.Criteria.Select(c => (c.Metric, c.Operator, c.Limit)), Is.EqualTo([("correctness", CriterionOperator.AtLeast, 0.90), ("correctness", CriterionOperator.MayDropBy, 0.02)]));
        Assert.That(gate.Criteria.Select(c => (c.Source!.Line, c.Source.Column)), Is.EqualTo([(3, 44), (3, 61)]));
        Assert.That((gate.Timeout, gate.PollInterval, gate.OnTimeout, gate.PassInconclusive), Is.EqualTo((TimeSpan.FromHours(1), (TimeSpan?)null, OnTimeout.Cancel, false)));
        Assert.That(gate.Data, Is.EqualTo(new DataPolicy { MinExamples = 10, MinOverlap = 0.9 }));
    }

    [Test]
    public void A_gate_can_be_repeated()
    {
        var gate = Read("""
            { "run": { "task": "t", "repeats": 3 }, "onInconclusive": { "repeat": 2, "then": "warn" },
              "criteria": [ { "metric": "m", "atLeast": 1 }, { "metric": "m", "statistic": "passRate", "cutoff": 0.7, "atLeast": 0.5 } ] }
            """);
        Assert.That((gate.Run!.Repeats, gate.Repeat, gate.Looks, gate.PassInconclusive), Is.EqualTo((3, 2, 3, true)));
        var all = Read("""{ "run": { "task": "t", "repeats": 3 }, "criteria": [ { "metric": "m", "statistic": "passAll", "atLeast": 0.9 } ] }""").Criteria.Single();
        Assert.That((all.Statistic, all.Cutoff, CriterionText.Title(all)), Is.EqualTo((StatisticKind.PassAll, 1.0, "share of m >= 1 in all runs")));
        Assert.That((Read(Promised).Run!.Repeats, Read(Promised).Looks), Is.EqualTo((1, 1)));
    }

    /// <summary>Three looks have a third of the error each: 20 examples show a floor of 0.8 then, and not 14.</summary>
    [Test]
    public void What_could_never_be_shown_takes_the_repeats_into_account()
    {
        string Gate(int examples) => $$"""
            { "run": { "task": "t", "maxExamples": {{examples}} }, "onInconclusive": { "repeat": 2 },
              "criteria": [ { "metric": "m", "cutoff": 0.5, "atLeast": 0.8, "evidence": "required" } ] }
            """;
        Assert.That(Read(Gate(19)).Criteria, Has.Count.EqualTo(1));
        Assert.That(Diagnostics(Gate(18)), Has.Some.Contains("needs 19 examples to show this"));
    }

    [Test]
    public void Everything_that_can_be_said()
    {
        var gate = Read(Samples.Everything);
        Assert.That(gate.Run, Has.Property("Name").EqualTo("pr-7").And.Property("MaxExamples").EqualTo(400).And.Property("DatasetVersion").EqualTo("v1").And.Property("Filter").EqualTo("lang = 'de'"));
        Assert.That(gate.Run!.Tracing!["branch"], Is.EqualTo("main"));
        Assert.That((gate.Evaluate.Single(), gate.Chained), Is.EqualTo(("support-judge", true)));
        Assert.That((gate.Timeout, gate.PollInterval, gate.OnTimeout), Is.EqualTo((TimeSpan.FromMinutes(30), TimeSpan.FromSeconds(5), OnTimeout.Leave)));
        Assert.That(gate.Data, Is.EqualTo(new DataPolicy { Examples = 400, MinExamples = 50, MaxErrors = 2, MaxErrorRate = 0.01, MaxSkippedRate = 0.02, MaxMissingRate = 0.03, MinOverlap = 0.95, Clusters = "document_id", AllowSameOutputs = true }));
        Assert.That(gate.Baseline, Is.EqualTo(new BaselineSection { Latest = "main-*", Task = "nightly", MaxAge = TimeSpan.FromDays(30), WhenMissing = Outcome.Pass }));
        Assert.That(gate.PinnedDatasetVersion, Is.EqualTo("v1"));
        Assert.That(gate.PinnedEvaluators["correctness"], Is.EqualTo("v7"));
        Assert.That(gate.PassInconclusive);
        Assert.That(gate.Reports, Is.EqualTo(["markdown", "junit"]));
        Assert.That(gate.Criteria.Select(Describe), Is.EqualTo([
            "Mean  AtLeast 0.9", "Mean  MayDropBy 0.02", "Percentile 95 AtMost 2000", "Percentile 95 MayRiseBy 0.1", "PassRate 0.5 AtLeast 0.8", "LabelShare  AtMost 0.05", "Sum  AtMost 5", "Mean  AtMost 0.01",
        ]));
        Assert.That(gate.Criteria[1], Has.Property("Range").EqualTo(ScoreRange.Unit).And.Property("Slices").EqualTo(new SliceRule { By = "topic", MinExamples = 30 }).And.Property("IsRelative").False);
        Assert.That(gate.Criteria[3].IsRelative);
        Assert.That(gate.Criteria[4], Has.Property("EvidenceRequired").True.And.Property("Severity").EqualTo(Severity.Warn).And.Property("Confidence").EqualTo(0.99));

        static string Describe(Criterion c) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{c.Statistic} {c.Cutoff ?? c.Percentile} {c.Operator} {c.Limit}");
    }

    [Test]
    public void All_faults_are_reported_at_once_with_line_and_column() => Assert.That(Diagnostics("""
        {
          "spaces": "support",
          "run": { "taks": "support-golden", "maxExamples": 0 },
          "wait": "soon",
          "criteria": [
            { "metric": "correctness", "atLeast": 0.9, "mayRiseBy": 0.1 },
            { "metric": "latency_ms", "statistic": "p195", "atMost": "2 s" }
          ]
        }
        """), Is.EqualTo([
            "2,3: 'spaces' is unknown in a gate file. Did you mean 'space'?",
            "3,10: 'task' is missing. Name the experiment task to run.",
            "3,12: 'taks' is unknown in run. Did you mean 'task'?",
            "3,53: 'maxExamples' must be a whole number, 1 or more.",
            "4,11: 'wait' must be a duration above 0, at most 30 days. Write seconds (600), a number with a unit (90s, 10m, 1h, 30d), or hh:mm:ss.",
            "6,48: The operators on 'correctness' contradict each other: atLeast and mayDropBy say that higher is better, atMost and mayRiseBy that lower is. Keep one direction.",
            "6,48: mayRiseBy compares with a baseline, and there is none: add \"baseline\".",
            "7,31: A percentile is written p and a number above 0 and below 100, such as \"p95\".",
            "7,62: 'atMost' must be a number.",
        ]));

    [TestCase("{ \"run\": ", 1, 10)]
    [TestCase("{\n  \"run\": }\n", 2, 10)]
    [TestCase("{} {}", 1, 4)]
    public void What_is_not_JSON_names_its_place(string json, int line, int column) =>
        Assert.That(Diagnostics(json).Single(), Does.StartWith($"{line},{column}: This is not JSON: "));

    [Test]
    public void Columns_count_characters_not_bytes() => Assert.That(Diagnostics("""{ "experiment": "ünïcödé ✓", "bad": 1, "criteria": [ { "metric": "é", "atLeast": 1 } ] }"""),
        Is.EqualTo(["1,30: 'bad' is unknown in a gate file. Known: version, extends, space, environment, run, experiment, results, traces, reuse, evaluate, wait, data, baseline, criteria, waivers, pin, onInconclusive, reports."]));

    [TestCase("""{ "criteria": [ { "metric": "m", "atLeast": 1 } ] }""", "1,1: The subject is missing")]
    [TestCase("""{ "run": { "task": "t" }, "experiment": "e", "criteria": [ { "metric": "m", "atLeast": 1 } ] }""", "1,27: 'run' and 'experiment' exclude each other")]
    [TestCase("""{ "results": { "outputs": "x.jsonl" }, "criteria": [ { "metric": "m", "atLeast": 1 } ] }""", "1,14: 'file' is missing. Name the file with the outputs of your application")]
    [TestCase("""{ "results": { "file": "x.jsonl" }, "criteria": [ { "metric": "m", "atLeast": 1 } ] }""", "1,14: 'dataset' is missing")]
    [TestCase("""{ "results": { "dataset": "d", "file": "x.jsonl" }, "run": { "task": "t" }, "criteria": [ { "metric": "m", "atLeast": 1 } ] }""", "'run' and 'results' exclude each other")]
    [TestCase("""{ "results": { "dataset": "d", "file": "x.jsonl", "name": "n" }, "reuse": "1d", "criteria": [ { "metric": "m", "atLeast": 1 } ] }""", "'reuse' finds experiments by the end of the names that the gate makes")]
    [TestCase("""{ "experiment": "e", "reuse": true, "criteria": [ { "metric": "m", "atLeast": 1 } ] }""", "An experiment that exists is never made again")]
    [TestCase("""{ "run": { "task": "t" }, "reuse": "soon", "criteria": [ { "metric": "m", "atLeast": 1 } ] }""", "'reuse' must be a duration above 0")]
    [TestCase("""{ "results": { "dataset": "d", "file": "x.jsonl" }, "criteria": [ { "metric": "run.num_errors", "atMost": 1 } ] }""", "What an application has answered has no run")]
    [TestCase("""{ "experiment": "e" }""", "1,1: 'criteria' is missing")]
    [TestCase("""{ "experiment": "e", "criteria": [] }""", "1,22: 'criteria' must be a list with at least one criterion")]
    [TestCase("""{ "experiment": "e", "experiment": "f", "criteria": [ { "metric": "m", "atLeast": 1 } ] }""", "1,22: 'experiment' is here twice")]
    [TestCase("""{ "experiment": "e", "criteria": [ { "metric": "run.num_errors", "atMost": 1 } ] }""", "An experiment that exists has no run")]
    [TestCase("""{ "experiment": "e", "baseline": { "latest": "main-*" }, "criteria": [ { "metric": "m", "mayDropBy": 0.1 } ] }""", "The latest of which task?")]
    [TestCase("""{ "experiment": "e", "evaluate": { "tasks": ["j"], "chained": true }, "criteria": [ { "metric": "m", "atLeast": 1 } ] }""", "'chained' starts evaluations from a run")]
    [TestCase("""{ "run": { "task": "t", "maxExamples": 5, "exampleIds": ["a"] }, "criteria": [ { "metric": "m", "atLeast": 1 } ] }""", "'maxExamples' and 'exampleIds' exclude each other")]
    [TestCase("""{ "run": { "task": "t", "configuration": { "experiment_type": "NONSENSE" }, "dataset": "d" }, "criteria": [ { "metric": "m", "atLeast": 1 } ] }""", "experiment_type")]
    [TestCase("""{ "experiment": "e", "baseline": { "experiment": "a", "record": "b" }, "criteria": [ { "metric": "m", "mayDropBy": 0.1 } ] }""", "'experiment' and 'record' exclude each other")]
    [TestCase("""{ "experiment": "e", "reports": ["pdf"], "criteria": [ { "metric": "m", "atLeast": 1 } ] }""", "'pdf' is no report")]
    [TestCase("""{ "experiment": "{BRANCH}", "criteria": [ { "metric": "m", "atLeast": 1 } ] }""", "{BRANCH} has no value")]
    [TestCase("""{ "experiment": "e", "environment": ["MY_API_KEY"], "criteria": [ { "metric": "m", "atLeast": 1 } ] }""", "looks like a secret")]
    [TestCase("""{ "experiment": "e", "onInconclusive": { "repeat": 2 }, "criteria": [ { "metric": "m", "atLeast": 1 } ] }""", "Only a run can be repeated")]
    [TestCase("""{ "run": { "task": "t" }, "onInconclusive": { "then": "warn" }, "criteria": [ { "metric": "m", "atLeast": 1 } ] }""", "'repeat' is missing")]
    [TestCase("""{ "run": { "task": "t" }, "onInconclusive": { "repeat": 0 }, "criteria": [ { "metric": "m", "atLeast": 1 } ] }""", "'repeat' must be a whole number, 1 to 20.")]
    [TestCase("""{ "run": { "task": "t" }, "onInconclusive": { "repeat": 1, "then": "pass" }, "criteria": [ { "metric": "m", "atLeast": 1 } ] }""", "'then' must be \"fail\" or \"warn\".")]
    [TestCase("""{ "run": { "task": "t" }, "onInconclusive": { "repeats": 1 }, "criteria": [ { "metric": "m", "atLeast": 1 } ] }""", "'repeats' is unknown in onInconclusive. Did you mean 'repeat'?")]
    [TestCase("""{ "run": { "task": "t", "repeats": 21 }, "criteria": [ { "metric": "m", "atLeast": 1 } ] }""", "'repeats' must be a whole number, 1 to 20.")]
    [TestCase("""{ "run": { "task": "t", "repeats": 2 }, "onInconclusive": { "repeat": 1 }, "criteria": [ { "metric": "m", "statistic": "passAll", "atLeast": 1 } ] }""", "passAll over one more run is another number")]
    [TestCase("[]", "1,1: a gate file must be an object.")]
    public void Contradictions_are_named(string json, string fault) => Assert.That(Diagnostics(json), Has.Some.Contains(fault));

    [TestCase(""" "atLeast": 0.9, "atMost": 0.95 """, "contradict each other")]
    [TestCase(""" "severity": "warn" """, "The criterion requires nothing")]
    [TestCase(""" "mayDropBy": -0.1 """, "'mayDropBy' must be a number, 0 or more")]
    [TestCase(""" "atLeast": 1e999 """, "'atLeast' must be a number")]
    [TestCase(""" "atLeast": "0,9" """, "'atLeast' must be a number")]
    [TestCase(""" "statistic": "min", "mayRiseBy": 5 """, "The lowest, the highest and the sum cannot be compared")]
    [TestCase(""" "statistic": "sum", "mayRiseBy": 5 """, "The lowest, the highest and the sum cannot be compared")]
    [TestCase(""" "statistic": "passRate", "atLeast": 0.9 """, "needs the score from which on a row passes")]
    [TestCase(""" "statistic": "labelShare", "atLeast": 0.9 """, "needs the labels to count")]
    [TestCase(""" "statistic": "mean", "cutoff": 0.5, "atLeast": 0.9 """, "'cutoff' belongs to the statistics passRate and passAll")]
    [TestCase(""" "statistic": "passAll", "atMost": 0.9 """, "passAll counts the examples that pass in every run, so more is better")]
    [TestCase(""" "statistic": "passAll", "atLeast": 0.9 """, "passAll needs several runs of each example: add \"repeats\" to \"run\"")]
    [TestCase(""" "cutoff": 0.5, "atLeast": 90 """, "A share lies between 0 and 1")]
    [TestCase(""" "cutoff": 0.5, "mayDropBy": 2 """, "Write 0.02 for two points")]
    [TestCase(""" "range": [1, 5], "mayDropBy": 4 """, "No score can change by so much within its range")]
    [TestCase(""" "range": [1, 5], "atLeast": 0 """, "The limit lies outside the range")]
    [TestCase(""" "range": [5, 1], "atLeast": 3 """, "'range' must be the lowest and the highest score there can be")]
    [TestCase(""" "range": 5, "atLeast": 3 """, "'range' must be the lowest and the highest score there can be")]
    [TestCase(""" "statistic": "min", "evidence": "required", "atLeast": 3 """, "This number has no interval")]
    [TestCase(""" "evidence": true, "atLeast": 3 """, "'evidence' must be \"required\"")]
    [TestCase(""" "mayDropBy": "100%" """, "or a share of the baseline such as \"10%\", below 100%")]
    [TestCase(""" "mayDropBy": "10" """, "or a share of the baseline such as \"10%\"")]
    [TestCase(""" "mayDropBy": "-1%" """, "or a share of the baseline such as \"10%\"")]
    [TestCase(""" "slices": { "minExamples": 5 }, "atLeast": 3 """, "'by' is missing")]
    [TestCase(""" "statistic": "sum", "slices": "topic", "atLeast": 3 """, "no slice of it can be judged")]
    [TestCase(""" "confidence": 0.5, "atLeast": 3 """, "'confidence' must be above 0.5 and below 1")]
    [TestCase(""" "atLeast": 3 }, { "metric": "m", "atLeast": 4 """, "atLeast is written for 'm' twice")]
    [TestCase(""" "atLeast": 3 }, { "metric": "m", "mayRiseBy": 4 """, "The operators on 'm' contradict each other")]
    [TestCase(""" "atLeast": 3 }, { "metric": "run.errors", "atMost": 4 """, "is not a counter of a run")]
    public void Criteria_that_make_no_sense_are_refused(string criterion, string fault) => Assert.That(Diagnostics(With(criterion)), Has.Some.Contains(fault));

    /// <summary>Every word of the first edition gets one error, at its place, that names the new one.</summary>
    [TestCase(""" "scale": "ordinal", "atLeast": 3 """, "'scale' is now \"range\"", "\"scale\"")]
    [TestCase(""" "policy": "block-on-evidence", "mayDropBy": 0.1 """, "'policy' is gone", "\"policy\"")]
    [TestCase(""" "policy": "require-evidence", "mayDropBy": 0.1 """, "write \"evidence\": \"required\"", "\"policy\"")]
    [TestCase(""" "evidence": "lower-bound", "atLeast": 3 """, "\"lower-bound\" is now \"evidence\": \"required\"", "\"lower-bound\"")]
    [TestCase(""" "evidence": "require-evidence", "mayDropBy": 0.1 """, "is now \"evidence\": \"required\"", "\"require-evidence\"")]
    [TestCase(""" "evidence": "point", "atLeast": 3 """, "leave 'evidence' out", "\"point\"")]
    [TestCase(""" "severity": "block", "atLeast": 3 """, "\"block\" is now \"severity\": \"fail\"", "\"block\"")]
    public void An_old_word_gets_one_error_that_names_the_new_one(string criterion, string message, string at)
    {
        var text = With(criterion);
        var diagnostic = Diagnostics(text).Single();
        Assert.That(diagnostic, Does.StartWith($"1,{text.IndexOf(at, StringComparison.Ordinal) + 1}: ").And.Contains(message));
    }

    /// <summary>A subject of the first edition brings no second error along, and all old words of a file are reported together.</summary>
    [Test]
    public void A_file_of_the_first_edition_gets_one_error_for_each_old_word() => Assert.That(Diagnostics("""
        {
          "existing": { "experiment": "e" },
          "log": { "dataset": "d", "results": "r.jsonl" },
          "criteria": [
            { "metric": "m", "scale": "unit", "policy": "require-evidence", "mayDropBy": 0.1, "severity": "block" },
            { "metric": "n", "evidence": "lower-bound", "atLeast": 0.5 }
          ],
          "baseline": "b"
        }
        """).Select(d => string.Join(' ', d.Split(' ').Take(2))), Is.EqualTo(
        ["2,3: 'existing'", "3,3: 'log'", "5,22: 'scale'", "5,39: 'policy'", "5,99: \"block\"", "6,34: \"lower-bound\""]));

    [Test]
    public void The_version_that_this_package_reads_is_accepted() => Assert.That(Read(OfVersion("1")).Experiment, Is.EqualTo("e"));

    [TestCase("2", "'version' is 2, and this package reads version 1. Update the package, or write 1.")]
    [TestCase("0", "'version' must be a whole number, 1 or more.")]
    [TestCase("\"1\"", "'version' must be a whole number, 1 or more.")]
    public void Any_other_version_is_refused(string version, string message) => Assert.That(Diagnostics(OfVersion(version)).Single(), Does.EndWith(message));

    static string OfVersion(string version) => $$"""{ "version": {{version}}, "experiment": "e", "criteria": [ { "metric": "m", "atLeast": 1 } ] }""";

    [TestCase(""" "cutoff": 0.5, "evidence": "required", "atLeast": 0.9 """, 28, 29)]
    [TestCase(""" "cutoff": 0.5, "evidence": "required", "atMost": 0.05 """, 58, 59)]
    [TestCase(""" "cutoff": 0.5, "evidence": "required", "atLeast": 0.8 """, 13, 14)]
    [TestCase(""" "cutoff": 0.5, "evidence": "required", "mayDropBy": 0.02 """, 132, 133)]
    [TestCase(""" "statistic": "p95", "evidence": "required", "atMost": 2000 """, 58, 59)]
    [TestCase(""" "statistic": "p99", "evidence": "required", "atMost": 2000 """, 298, 299)]
    public void What_could_never_pass_is_refused(string criterion, int tooFew, int enough)
    {
        string Of(int n) => With(criterion, $$""", "data": { "examples": {{n}} }""");
        Assert.That(Diagnostics(Of(tooFew)), Has.One.Contains($"Even a run without a single failure needs {enough} examples to show this, and there are at most {tooFew} examples."));
        Read(Of(enough));
    }

    [TestCase(""" "cutoff": 0.5, "evidence": "required", "atLeast": 1 """)]
    [TestCase(""" "range": [0, 1], "evidence": "required", "atLeast": 1 """)]
    [TestCase(""" "evidence": "required", "mayDropBy": 0 """)]
    public void What_no_number_of_examples_could_show_is_refused(string criterion) => Assert.That(Diagnostics(With(criterion)), Has.One.Contains("No number of examples can show this"));

    [Test]
    public void Fewer_examples_than_the_policy_wants_can_never_pass() =>
        Assert.That(Diagnostics("""{ "run": { "task": "t", "maxExamples": 5 }, "criteria": [ { "metric": "m", "atLeast": 1 } ] }"""), Has.One.Contains("There are at most 5 examples, fewer than data.minExamples 10 examples"));

    [Test]
    public void A_baseline_that_nothing_is_compared_with_is_worth_a_warning()
    {
        var reading = GateFileReader.Parse("""{ "experiment": "e", "baseline": "main", "criteria": [ { "metric": "m", "atLeast": 1 } ] }""", new GateContext { Folder = "/", Records = "/records" });
        Assert.That(reading.Gate, Is.Not.Null);
        Assert.That(reading.Diagnostics.Single().Severity, Is.EqualTo(DiagnosticSeverity.Warning));
    }

    [Test]
    public void Braces_hold_properties_listed_variables_commit_and_build()
    {
        var placeholders = new GateContext
        {
            Folder = "/",
            Records = "/records",
            Properties = new Dictionary<string, string> { ["BuildId"] = "42" },
            Environment = new Dictionary<string, string> { ["BRANCH"] = "main", ["HOME"] = "/root" },
            Commit = "0123456789abcdef0123456789abcdef01234567",
            Build = "7-1",
        };
        const string Text = """{ "experiment": "{buildid} {BRANCH} {git.shortCommit} {ci.build} {{x}}", "environment": ["BRANCH"], "criteria": [ { "metric": "m", "atLeast": 1 } ] }""";
        Assert.That(Read(Text, placeholders).Experiment, Is.EqualTo("42 main 0123456789ab 7-1 {x}"));
        Assert.That(Diagnostics(Text.Replace("{BRANCH}", "{HOME}", StringComparison.Ordinal), placeholders).Single(), Does.Contain("{HOME} has no value").And.Not.Contain("/root"), "a variable that is not listed");
    }

    [Test]
    public void The_braces_of_a_prompt_are_its_own()
    {
        var gate = Read("""
            { "run": { "task": "t", "dataset": "d", "configuration": { "experiment_type": "LLM_GENERATION", "ai_integration_id": "gateway", "input_variable_format": "F_STRING",
              "messages": [ { "role": "USER", "content": "{question}" } ] } }, "criteria": [ { "metric": "m", "atLeast": 1 } ] }
            """);
        Assert.That(gate.Run!.Configuration!.ToString(), Does.Contain("{question}"));
    }

    [Test]
    public void A_file_can_extend_another()
    {
        var folder = Directory.CreateTempSubdirectory("gates");
        try
        {
            string Write(string name, string text)
            {
                var path = Path.Combine(folder.FullName, name);
                File.WriteAllText(path, text);
                return path;
            }

            Write("base.gate.json", """{ "space": "s", "run": { "task": "t" }, "data": { "minExamples": 20, "maxErrorRate": 0.1 }, "criteria": [ { "metric": "m", "atLeast": 1 } ] }""");
            var child = Write("child.gate.json", """{ "extends": "base.gate.json", "experiment": "e", "data": { "minExamples": 30 }, "bad": 1 }""");
            var reading = GateFileReader.Read(child, new GateContext { Folder = "/", Records = "/records" });
            Assert.That(reading.Diagnostics.Single().ToString(), Does.StartWith(child + "(1,"));

            File.WriteAllText(child, File.ReadAllText(child).Replace(", \"bad\": 1", "", StringComparison.Ordinal));
            var gate = GateFileReader.Read(child, new GateContext { Folder = "/", Records = "/records" }).Gate!;
            Assert.That((gate.Space, gate.Experiment, gate.Run, gate.Data.MinExamples, gate.Data.MaxErrorRate), Is.EqualTo(("s", "e", (RunSection?)null, 30, 0.1)));
            Assert.That(gate.Criteria.Single().Source!.File, Does.EndWith("base.gate.json"));

            var circle = Write("circle.gate.json", """{ "extends": "circle.gate.json" }""");
            Assert.That(GateFileReader.Read(circle, new GateContext { Folder = "/", Records = "/records" }).Diagnostics.Single().Message, Does.Contain("circle"));
            Assert.That(GateFileReader.Read(Path.Combine(folder.FullName, "none.gate.json"), new GateContext { Folder = "/", Records = "/records" }).Diagnostics.Single().Message, Does.Contain("cannot be read"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestCase("[\"base.gate.json\"]"), TestCase("7"), TestCase("{}"), TestCase("\"\"")]
    public void Extends_that_is_no_text_is_an_error_and_never_ignored(string extends)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, $$"""{ "extends": {{extends}}, "run": { "task": "t" }, "criteria": [ { "metric": "m", "atLeast": 0.5 } ] }""");
        var reading = GateFileReader.Read(file, new GateContext { Folder = "/", Records = "/records" });
        File.Delete(file);
        Assert.That((reading.Gate, reading.Diagnostics.Single().Message), Is.EqualTo(((GateDefinition?)null, "'extends' must be text: the path of one gate file.")));
        Assert.That(reading.Diagnostics[0].At!.Column, Is.GreaterThan(1));
    }

    [Test]
    public void A_percentile_is_one_whatever_its_case() =>
        Assert.That(Read(With("\"statistic\": \"P95\", \"atMost\": 3")).Criteria[1], Has.Property("Percentile").EqualTo(95).And.Property("Statistic").EqualTo(StatisticKind.Percentile));

    [Test]
    public void A_sum_of_shares_may_be_above_one() => Assert.That(Read(With("\"statistic\": \"sum\", \"range\": [0, 1], \"atMost\": 3")).Criteria[1].Limit, Is.EqualTo(3));
}
