using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using NJsonSchema.Validation;
using NJsonSchema.Validation.FormatValidators;

namespace Arize.Build.Tests.Contract;

/// <summary><c>format: date-time</c> as RFC 3339 has it: with Z or an offset. NJsonSchema takes any date.</summary>
sealed partial class InstantFormat : IFormatValidator
{
    public ValidationErrorKind ValidationErrorKind => ValidationErrorKind.DateTimeExpected;

    public string Format => "date-time";

    public bool IsValid(string value, JTokenType tokenType) => Rfc3339().IsMatch(value) && DateTimeOffset.TryParse(value, out _);

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex Rfc3339();
}
