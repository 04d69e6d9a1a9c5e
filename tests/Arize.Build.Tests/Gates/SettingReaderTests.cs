using Arize.Build.Client;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Settings;
using Arize.Build.Gates;

namespace Arize.Build.Tests.Gates;

/// <summary>From the strings of a build tool to values, the same under every culture.</summary>
[TestFixture(""), TestFixture("tr-TR"), TestFixture("de-DE"), TestFixture("ar-SA"), TestFixture("fa-IR"), TestFixture("th-TH")]
[NonParallelizable]
public sealed class SettingReaderTests(string culture)
{
    System.Globalization.CultureInfo before = null!;
    SettingReader settings = null!;

    [SetUp]
    public void SetUp()
    {
        before = System.Globalization.CultureInfo.CurrentCulture;
        System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo(culture);
        settings = new SettingReader();
    }

    [TearDown]
    public void TearDown() => System.Globalization.CultureInfo.CurrentCulture = before;

    [TestCase("600", 600), TestCase("90s", 90), TestCase("10m", 600), TestCase("1h", 3600), TestCase("30d", 2592000), TestCase("1.5h", 5400), TestCase("0.25", 0.25), TestCase(" 5m ", 300)]
    [TestCase("10M", 600), TestCase("00:10:00", 600), TestCase("100:00:01", 360001), TestCase("0:00:30", 30)]
    public void A_duration_is_read_as_people_write_it(string text, double seconds) =>
        Assert.That((settings.Duration("Timeout", text)?.TotalSeconds, settings.Diagnostics.Count), Is.EqualTo(((double?)seconds, 0)));

    [TestCase("1e300"), TestCase("1e3"), TestCase("NaN"), TestCase("Infinity"), TestCase("∞"), TestCase("ten"), TestCase("5 m"), TestCase("5min"), TestCase("m"), TestCase("10:00"), TestCase("1:2:3")]
    [TestCase("00:60:00"), TestCase("00:00:60"), TestCase("0,5"), TestCase("1,000"), TestCase("-0:00:05"), TestCase("99999999999999999999"), TestCase("٥"), TestCase("0x10"), TestCase("1d2h")]
    public void What_is_no_duration_is_refused_with_what_is(string text)
    {
        Assert.That(settings.Duration("Timeout", text), Is.Null);
        Assert.That(settings.Diagnostics.Single().ToString(), Does.StartWith("ARIZE1005: Timeout is '").And.EndsWith("Write seconds (600), a number with a unit (90s, 10m, 1h, 30d), or hh:mm:ss."));
    }

    [TestCase("0"), TestCase("-1"), TestCase("-5m"), TestCase("0s"), TestCase("31d"), TestCase("60d")]
    public void A_duration_that_is_not_above_0_or_too_long_is_refused(string text)
    {
        Assert.That(settings.Duration("Timeout", text), Is.Null);
        Assert.That(settings.Diagnostics.Single().Message, Does.EndWith("It must be above 0 and at most 720 h 0 m."));
    }

    [TestCase(0.04, "0 s"), TestCase(3.21, "3.2 s"), TestCase(59.9, "59.9 s"), TestCase(60, "1 m 0 s"), TestCase(725, "12 m 5 s"), TestCase(3720, "1 h 2 m"), TestCase(90000, "25 h 0 m")]
    public void A_duration_is_shown_as_people_read_it(double seconds, string shown) => Assert.That(Duration.Show(TimeSpan.FromSeconds(seconds)), Is.EqualTo(shown));

    [TestCase("0", 0), TestCase("1", 1), TestCase("0.9", 0.9), TestCase(".5", 0.5), TestCase(" 0.05 ", 0.05)]
    public void A_share_is_read(string text, double value) => Assert.That(settings.Share("Rate", text), Is.EqualTo(value));

    [TestCase("0,9", "0.9"), TestCase("0,05", "0.05"), TestCase("1.5", "0.01"), TestCase("-0.1", "0.01"), TestCase("NaN", "0.01"), TestCase("1e-3", "0.01"), TestCase("90%", "0.01"), TestCase("٠٫٩", "0.01")]
    public void What_is_no_share_is_refused_and_what_was_meant_is_named(string text, string example)
    {
        Assert.That(settings.Share("MaxErrorRate", text), Is.Null);
        Assert.That(settings.Diagnostics.Single().ToString(), Is.EqualTo($"ARIZE1004: MaxErrorRate is '{text}'. Write a number from 0 to 1 with a decimal point, such as {example}."));
    }

    [TestCase("7", 7), TestCase(" 12 ", 12), TestCase("1", 1)]
    public void A_count_is_read(string text, int value) => Assert.That(settings.Count("Max", text), Is.EqualTo(value));

    [TestCase("0"), TestCase("-3"), TestCase("1.0"), TestCase("1e3"), TestCase("2147483648"), TestCase("1,000"), TestCase("many"), TestCase("٣")]
    public void What_is_no_count_is_refused(string text)
    {
        Assert.That(settings.Count("Max", text), Is.Null);
        Assert.That(settings.Diagnostics.Single().Message, Does.EndWith("Write a whole number, 1 or more."));
    }

    [Test]
    public void A_count_may_begin_at_0_where_that_makes_sense() => Assert.That(settings.Count("MaxErrors", "0", least: 0), Is.Zero);

    [TestCase("true", true), TestCase("True", true), TestCase("FALSE", false)]
    public void A_flag_is_read_in_any_casing(string text, bool value) => Assert.That(settings.Flag("F", text), Is.EqualTo(value));

    [TestCase("1"), TestCase("yes"), TestCase("on")]
    public void What_is_no_flag_is_refused(string text)
    {
        Assert.That((settings.Flag("F", text), settings.Diagnostics.Single().Code), Is.EqualTo(((bool?)null, "ARIZE1009")));
    }

    [TestCase("cancel", OnTimeout.Cancel), TestCase("LEAVE", OnTimeout.Leave)]
    public void A_choice_is_read_in_any_casing(string text, OnTimeout value) => Assert.That(settings.Choice<OnTimeout>("OnTimeout", text), Is.EqualTo(value));

    [TestCase("RUN_EXPERIMENT", TaskType.RunExperiment), TestCase("code-evaluation", TaskType.CodeEvaluation), TestCase("templateevaluation", TaskType.TemplateEvaluation)]
    public void A_choice_may_be_written_as_the_service_writes_it(string text, TaskType value) => Assert.That(settings.Choice("Type", text, TaskType.Unknown), Is.EqualTo(value));

    [TestCase("1"), TestCase("Unknown"), TestCase("cancel,leave"), TestCase("KİLL")]
    public void What_is_no_choice_is_refused_with_the_choices(string text)
    {
        Assert.That(settings.Choice("Type", text, TaskType.Unknown), Is.Null);
        Assert.That(settings.Diagnostics.Single().Message, Does.EndWith("Valid: TemplateEvaluation, CodeEvaluation, RunExperiment."));
    }

    [TestCase("2026-11-01T00:00:00Z"), TestCase("2026-11-01T02:00:00+02:00"), TestCase("2026-11-01T00:00Z"), TestCase("2026-11-01T00:00:00.000Z"), TestCase("2026-10-31T19:00:00-05:00")]
    public void A_moment_with_an_offset_means_the_same_everywhere(string text) =>
        Assert.That(settings.Moment("From", text), Is.EqualTo(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero)));

    [TestCase("2026-11-01"), TestCase("2026-11-01T00:00:00"), TestCase("01.11.2026"), TestCase("11/1/2026"), TestCase("yesterday"), TestCase("2026-13-01T00:00:00Z"), TestCase("1405-08-10T00:00Z+")]
    public void A_moment_without_an_offset_or_of_another_form_is_refused(string text)
    {
        Assert.That(settings.Moment("From", text), Is.Null);
        Assert.That(settings.Diagnostics.Single().Message, Does.EndWith("such as 2026-11-01T00:00:00Z."));
    }

    [Test]
    public void Pairs_are_read_and_a_value_may_hold_an_equals_sign() =>
        Assert.That(settings.Pairs("P", " a = 1;b=x=y; ;c="), Is.EqualTo(new Dictionary<string, string> { ["a"] = "1", ["b"] = "x=y", ["c"] = "" }));

    [TestCase("a"), TestCase("=1"), TestCase("a=1;a=2")]
    public void What_are_no_pairs_is_refused(string text)
    {
        settings.Pairs("P", text);
        Assert.That(settings.Diagnostics.Single().Message, Does.EndWith("Write a=b;c=d, each key once."));
    }

    [TestCase(""), TestCase("  "), TestCase(null)]
    public void An_empty_string_is_not_set(string? text)
    {
        Assert.That(new object?[] { settings.Count("a", text), settings.Share("a", text), settings.Duration("a", text), settings.Flag("a", text), settings.Moment("a", text), SettingReader.Text(text) },
            Is.All.Null);
        Assert.That((settings.Pairs("a", text).Count, settings.Diagnostics.Count), Is.EqualTo((0, 0)));
        settings.Required("Task", text, "Give one.");
        Assert.That(settings.Diagnostics.Single().ToString(), Is.EqualTo("ARIZE1001: Task is missing. Give one."));
    }

    [Test]
    public void All_faults_are_thrown_at_once()
    {
        settings.Count("A", "x");
        settings.Flag("B", "x");
        Assert.That(Faults.Thrown.By(settings.Throw).Diagnostics, Is.EqualTo(settings.Diagnostics));
    }

    [Test]
    public void The_words_of_a_verdict_are_the_same()
    {
        var run = new TaskRun { Id = "r", Status = RunStatus.Completed, StatusText = "COMPLETED", NumSuccesses = 1234567, NumErrors = 12345, NumSkipped = 0 };
        Assert.That(RunJudge.Judge(run, new RunLimits(null, 0.001))!.Message, Does.StartWith(
            "Run r COMPLETED, but 12345 of 1246912 is an error rate of 0.0099, above MaxErrorRate 0.001 (1234567 succeeded, 12345 errors, 0 skipped)."));
        Assert.That(RunJudge.Judge(run, new RunLimits())!.Message, Does.Contain("12345 errors are more than MaxErrors 0"));
        Assert.That(ExperimentNames.Make("I", "i", "İ", null, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)), Does.Match("^I-i-20260102T030405Z-[0-9a-f]{4}$").Or.Match("^I-i--+20260102T030405Z-[0-9a-f]{4}$"));
    }
}
