using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Arize.Build.Gates.Reports;

/// <summary>
/// A page under construction. What is not a literal of this library is encoded on its way in, because a line is a
/// <see cref="FormattableString"/>. An overload for text would be preferred to it and encode nothing, so there is none.
/// </summary>
internal sealed class Html
{
    static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    readonly StringBuilder page = new();

    /// <summary>Adds a line; holes are encoded.</summary>
    public Html Line(FormattableString html)
    {
        page.AppendFormat(CultureInfo.InvariantCulture, html.Format, [.. html.GetArguments().Select(a => (object)Encode(a))]).Append('\n');
        return this;
    }

    public Html Line(Html html)
    {
        page.Append(html.page);
        return this;
    }

    /// <summary>Adds literal markup.</summary>
    public Html Raw(string markup)
    {
        page.Append(markup).Append('\n');
        return this;
    }

    public override string ToString() => page.ToString();

    static string Encode(object? value) => value switch
    {
        Html html => html.ToString().TrimEnd('\n'),
        double number => number.ToString("0.###", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Encoder.Encode(ReportText.Line(value?.ToString())),
    };
}
