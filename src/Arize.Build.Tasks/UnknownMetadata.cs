using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;

namespace Arize.Build.Tasks;

/// <summary>Metadata that an item cannot have. A typo in a name would mean a limit or a pin that does not hold.</summary>
internal static class UnknownMetadata
{
    public static ArizeDiagnostic Of(string item, string name, string[] known)
    {
        var meant = Spelling.Nearest(name, known) is { } nearest ? $" Did you mean '{nearest}'?" : "";
        return new ArizeDiagnostic(ArizeErrorCode.Value, $"{item} has no metadata {RemoteText.Quote(name)}.{meant} Valid: {string.Join(", ", known)}.");
    }
}
