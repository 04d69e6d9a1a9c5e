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
            writer.WriteElementString("system-out", Text(string.Join('\n', [$"{ReportWording.Headline(report)}: {ReportWording.Why(report)}", .. report.Criteria.Select(c => c.Verdict.Reason), .. report.Waivers.Select(w => w.ToString()), .. report.Warnings])));
            writer.WriteElementString("system-err", "");
        }
        return xml.Append('\n').ToString();
    }

    sealed record Case(string Name, string? Element = null, string? Code = null, string Message = "");

    static Case Whole(GateReport report) => report.Diagnostics.Count == 0
        ? new Case("the gate as a whole")
        : new Case("the gate as a whole", report.Outcome == Outcome.Fail ? "failure" : "error", report.Diagnostics[0].Code, string.Join('\n', report.Diagnostics.Select(f => $"{f.Code}: {f.Message}")));

    static Case Of(CriterionVerdict criterion, GateReport report)
    {
        var test = new Case($"{CriterionText.Title(criterion.Criterion)} {ReportWording.Asked(criterion.Criterion, criterion.Scale)}", Message: criterion.Reason);
        return criterion.Outcome switch
        {
            Outcome.Pass => test,
            Outcome.Fail => test with { Element = "failure", Code = GateErrorCode.CriterionFailed },
            Outcome.Inconclusive when !report.Passed => test with { Element = "failure", Code = GateErrorCode.Inconclusive },
            Outcome.Inconclusive or Outcome.Warn => test with { Element = "skipped" },
            _ => test with { Element = "error", Code = GateErrorCode.NotJudged },
        };
    }

    static void Write(XmlWriter writer, Case test, string gate)
    {
        writer.WriteStartElement("testcase");
        Attribute(writer, "classname", $"arize.{gate}");
        Attribute(writer, "name", test.Name);
        Attribute(writer, "time", "0");
        if (test.Element is { } element)
        {
            writer.WriteStartElement(element);
            Attribute(writer, "message", test.Message.Split('\n')[0]);
            if (test.Code is { } code)
                Attribute(writer, "type", code);
            if (element != "skipped")
                writer.WriteString(Text(test.Message));
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
