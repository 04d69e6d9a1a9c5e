using System.Globalization;
using System.Text;
using System.Xml;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Reports;

/// <summary>
/// The report as JUnit XML: a test case for the gate as a whole, and one for each criterion. It keeps to what the schemas in use have in common. A criterion that only warns, or is waived, is a
/// skipped case: CI systems show those, and do not count them as failures.
/// </summary>
internal static class JUnitReport
{
    /// <summary>Renders it. Pure.</summary>
    public static string Render(GateReport report)
    {
        Case[] cases = [Whole(report), .. report.Criteria.Select(c => Of(c.Verdict, report))];
        var xml = new StringBuilder("""<?xml version="1.0" encoding="utf-8"?>""").Append('\n');
        using (var writer = XmlWriter.Create(xml, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            writer.WriteStartElement("testsuites");
            writer.WriteStartElement("testsuite");
            Attribute(writer, "name", report.Gate);
            Attribute(writer, "package", "arize");
            Attribute(writer, "id", "0");
            Attribute(writer, "hostname", "localhost");
            Attribute(writer, "timestamp", report.JudgedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
            Attribute(writer, "tests", Count(cases, _ => true));
            Attribute(writer, "failures", Count(cases, c => c.Element == "failure"));
            Attribute(writer, "errors", Count(cases, c => c.Element == "error"));
            Attribute(writer, "skipped", Count(cases, c => c.Element == "skipped"));
            Attribute(writer, "time", report.Elapsed.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture));
            Properties(writer, report);
            foreach (var test in cases)
                Write(writer, test, report.Gate);
            writer.WriteElementString("system-out", Text(string.Join('\n', [.. report.Override is { } given ? [$"{ReportWording.OverrideTitle} {given}"] : Array.Empty<string>(), $"{ReportWording.Headline(report)}: {ReportWording.Why(report)}", .. report.Criteria.Select(c => c.Verdict.Reason), .. report.Waivers.Select(w => w.ToString()), .. report.Warnings])));
            writer.WriteElementString("system-err", "");
        }
        return xml.Append('\n').ToString();
    }

    /// <summary>How many examples a failure names.</summary>
    const int MaxExamples = 5;

    /// <param name="Name">The case's name, the same in every build.</param>
    /// <param name="Element">What happened to it; null if it passed.</param>
    /// <param name="Code">The error's code.</param>
    /// <param name="Message">One line.</param>
    /// <param name="Details">What else there is to say, for a reader who has opened the case.</param>
    sealed record Case(string Name, string? Element = null, string? Code = null, string Message = "", string Details = "");

    static Case Whole(GateReport report) => report.Diagnostics.Count == 0
        ? new Case("the gate as a whole")
        : new Case("the gate as a whole", report.Outcome == Outcome.Fail ? "failure" : "error", report.Diagnostics[0].Code, report.Diagnostics[0].Message, Lines(
        [
            .. report.Diagnostics.Select(f => $"{f.Code}: {f.Message}"), .. report.FailedRows.Take(MaxExamples).Select(r => $"Error: {r.Question ?? r.ExampleId}: {r.Error}"), Next(report),
        ]));

    static Case Of(CriterionVerdict criterion, GateReport report)
    {
        var test = new Case($"{CriterionText.Title(criterion.Criterion)} {CriterionText.Required(criterion.Criterion, criterion.Scale)}", Message: criterion.Reason, Details: Lines(
        [
            .. criterion.Changed.Where(c => c.Worse).Take(MaxExamples).SelectMany(Example),
            criterion.Broke > MaxExamples && criterion.Changed.Count > 0 ? $"{MaxExamples} of {criterion.Broke} are named; report.html has more." : "", Next(report),
        ]));
        return criterion.Outcome switch
        {
            Outcome.Pass => test,
            Outcome.Fail => test with { Element = "failure", Code = GateErrorCode.CriterionFailed },
            Outcome.Inconclusive when !report.Passed => test with { Element = "failure", Code = GateErrorCode.Inconclusive },
            Outcome.Inconclusive or Outcome.Warn => test with { Element = "skipped" },
            _ => test with { Element = "error", Code = GateErrorCode.NotJudged },
        };
    }

    static IEnumerable<string> Example(ChangedExample example)
    {
        yield return $"Broke: {example.Question ?? example.ExampleId} ({ReportExample.Scores(example)})";
        foreach (var (name, text) in new[] { ("expected", example.Expected), ("before", example.BaselineOutput), ("now", example.Output), ("evaluator", example.Explanation) })
            if (!string.IsNullOrEmpty(text))
                yield return $"  {name}: {text}";
    }

    static string Next(GateReport report) => report.NextStep.Length == 0 ? "" : $"What to do next: {report.NextStep}";

    /// <summary>A text of elsewhere is one line of them.</summary>
    static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Where(l => l.Length > 0).Select(l => ReportText.Line(l)));

    static void Write(XmlWriter writer, Case test, string gate)
    {
        writer.WriteStartElement("testcase");
        Attribute(writer, "classname", $"arize.{gate}");
        Attribute(writer, "name", test.Name);
        Attribute(writer, "time", "0");
        if (test.Element is { } element)
        {
            writer.WriteStartElement(element);
            Attribute(writer, "message", test.Message);
            if (test.Code is { } code)
                Attribute(writer, "type", code);
            if (element != "skipped")
                writer.WriteString(Text(test.Details));
            writer.WriteEndElement();
        }
        writer.WriteEndElement();
    }

    static void Properties(XmlWriter writer, GateReport report)
    {
        writer.WriteStartElement("properties");
        foreach (var (name, value) in report.Facts.Where(f => !string.IsNullOrEmpty(f.Value)))
        {
            writer.WriteStartElement("property");
            Attribute(writer, "name", name);
            Attribute(writer, "value", value!);
            writer.WriteEndElement();
        }
        writer.WriteEndElement();
    }

    static void Attribute(XmlWriter writer, string name, string value) => writer.WriteAttributeString(name, Text(value));

    static string Count(Case[] cases, Func<Case, bool> which) => cases.Count(which).ToString(CultureInfo.InvariantCulture);


    /// <summary>Line by line harmless, and only what XML can hold.</summary>
    static string Text(string text) => string.Join('\n', text.Split('\n').Select(l => ReportText.Line(l)));
}
