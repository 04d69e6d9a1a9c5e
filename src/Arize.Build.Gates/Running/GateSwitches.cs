using Arize.Build.Client;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Gates.Running;

/// <summary>The switches that turn gates off, decided before anything else of a gate runs and without calling the service.</summary>
/// <param name="Prefix">How the front end's names of these settings begin, for the messages.</param>
/// <param name="Skip">True runs no gate.</param>
/// <param name="DryRun">True triggers nothing.</param>
/// <param name="WhenNoKey">What becomes of a gate without an API key.</param>
/// <param name="HasKey">Whether there is anything that may be a key; see <see cref="FindsKey"/>.</param>
internal sealed record GateSwitches(string Prefix, bool Skip, bool DryRun, WhenNoKey WhenNoKey, bool HasKey)
{
    /// <summary>Whether there is anything that may be a key. One that is there and bad is not "no key": that is an error, whatever WhenNoKey says.</summary>
    /// <param name="keyFile">The file of the key, if one is set.</param>
    /// <param name="keyVariable">The name of the key's variable, if one is set.</param>
    /// <param name="environment">The environment variables.</param>
    public static bool FindsKey(string? keyFile, string? keyVariable, Func<string, string?> environment) =>
        SettingReader.Text(keyFile) is not null || SettingReader.Text(environment(SettingReader.Text(keyVariable) ?? "ARIZE_API_KEY")) is not null;

    /// <summary>Decides, and logs it if a gate does not run.</summary>
    /// <param name="gate">The gate's name.</param>
    /// <param name="log">Takes the messages.</param>
    public GateMode Decide(string? gate, IBuildLog log)
    {
        var name = RemoteText.Quote(gate ?? "");
        if (Skip)
            log.Milestone($"Gate {name} was not run: {Prefix}Skip is true.");
        else if (!HasKey && WhenNoKey == WhenNoKey.Skip)
            log.Warning(new ArizeDiagnostic(ArizeErrorCode.ApiKey, $"Gate {name} was not run, and nothing is proven: there is no API key ({Prefix}WhenNoKey=Skip)."));
        else
            return DryRun ? GateMode.DryRun : GateMode.Run;
        return GateMode.Skip;
    }
}
