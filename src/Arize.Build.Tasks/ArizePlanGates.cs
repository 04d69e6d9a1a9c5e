using Arize.Build.Client;
using Arize.Build.Gates.Settings;
using Microsoft.Build.Framework;

namespace Arize.Build.Tasks;

/// <summary>
/// Decides, before anything else of a gate runs, whether it is to be asked: ArizeSkip, ArizeDryRun and ArizeWhenNoKey. It asks no service. It is a task because MSBuild itself must not see
/// the key.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class ArizePlanGates : Microsoft.Build.Utilities.Task
{
    enum WhenNoKeyChoice
    {
        Fail,
        Skip,
    }

    /// <summary>The gate's name, for the messages.</summary>
    public string? Gate { get; set; }

    /// <summary>true asks no gate. Default: false.</summary>
    public string? Skip { get; set; }

    /// <summary>true triggers nothing. Default: false.</summary>
    public string? DryRun { get; set; }

    /// <summary>Fail (default) or Skip: what to do without an API key, as in a pull request from a fork.</summary>
    public string? WhenNoKey { get; set; }

    /// <summary>The name of the environment variable that holds the API key. Default: ARIZE_API_KEY.</summary>
    public string? ApiKeyVariable { get; set; }

    /// <summary>A file that holds the API key.</summary>
    public string? ApiKeyFile { get; set; }

    /// <summary>Run, DryRun or Skip.</summary>
    [Output]
    public string Mode { get; private set; } = "Run";

    /// <summary>Decides.</summary>
    public override bool Execute()
    {
        var log = new MSBuildLog(this);
        var settings = new SettingReader();
        var skip = settings.Flag("ArizeSkip", Skip) ?? false;
        var dryRun = settings.Flag("ArizeDryRun", DryRun) ?? false;
        var whenNoKey = settings.Choice<WhenNoKeyChoice>("ArizeWhenNoKey", WhenNoKey) ?? default;
        foreach (var fault in settings.Faults)
            log.Error(fault);
        if (skip)
            log.Milestone($"Gate '{Gate}' was not asked: ArizeSkip is true.");
        else if (!HasKey() && whenNoKey == WhenNoKeyChoice.Skip)
            log.Warning(new ArizeFault(ArizeErrorKind.ApiKey, $"Gate '{Gate}' was not asked, and nothing is proven: there is no API key (ArizeWhenNoKey=Skip)."));
        else
        {
            Mode = dryRun ? "DryRun" : "Run";
            return !Log.HasLoggedErrors;
        }
        Mode = "Skip";
        return !Log.HasLoggedErrors;
    }

    /// <summary>A key that is there and bad is not "no key": that is an error, whatever ArizeWhenNoKey says.</summary>
    bool HasKey() => SettingReader.Text(ApiKeyFile) is not null || SettingReader.Text(Environment.GetEnvironmentVariable(SettingReader.Text(ApiKeyVariable) ?? ArizeBuildTask.KeyVariable)) is not null;
}
