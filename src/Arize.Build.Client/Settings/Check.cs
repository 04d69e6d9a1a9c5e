using System.Globalization;

namespace Arize.Build.Client.Settings;

/// <summary>The checks that several requests share. Each adds an error that names the setting, or nothing.</summary>
internal static class Check
{
    public static void Throw(List<ArizeDiagnostic> faults)
    {
        if (faults.Count > 0)
            throw new ArizeException(faults);
    }

    public static void Given(string setting, string? value, string remedy, List<ArizeDiagnostic> faults)
    {
        if (string.IsNullOrWhiteSpace(value))
            faults.Add(Diagnostic.Missing(setting, remedy));
    }

    public static void Given(string setting, ResourceReference? value, string remedy, List<ArizeDiagnostic> faults) => Given(setting, value?.ToString(), remedy, faults);

    public static void Limit(string setting, int value, int most, List<ArizeDiagnostic> faults)
    {
        if (value < 1 || value > most)
            faults.Add(Diagnostic.Number(setting, value.ToString(CultureInfo.InvariantCulture),
                $"Valid: 1 to {most.ToString(CultureInfo.InvariantCulture)}."));
    }

    public static void AtLeastOne(string setting, int? value, List<ArizeDiagnostic> faults)
    {
        if (value < 1)
            faults.Add(Diagnostic.Number(setting, value.Value.ToString(CultureInfo.InvariantCulture), "Valid: 1 or more."));
    }

    public static void Share(string setting, double? value, List<ArizeDiagnostic> faults)
    {
        if (value is { } share && !(share >= 0 && share <= 1))
            faults.Add(Diagnostic.Number(setting, share.ToString("R", CultureInfo.InvariantCulture), "Valid: 0 to 1, such as 0.1 for a tenth."));
    }

    /// <summary>The service refuses quotes and backslashes in an experiment's name.</summary>
    public static void ExperimentName(string? value, List<ArizeDiagnostic> faults)
    {
        if (value?.AsSpan().IndexOfAny('"', '\\') >= 0)
            faults.Add(Diagnostic.Value("ExperimentName", value, "Valid: a name without quotation marks and backslashes."));
    }

    public static void Id(string setting, string? value, List<ArizeDiagnostic> faults)
    {
        if (!string.IsNullOrWhiteSpace(value) && !Resolution.ResourceId.IsSafe(value))
            faults.Add(Diagnostic.Value(setting, value, "Valid: an id as Arize prints it (base64 text)."));
    }
}
