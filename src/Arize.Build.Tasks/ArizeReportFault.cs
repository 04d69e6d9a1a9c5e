using Arize.Build.Gates.Settings;
using Microsoft.Build.Framework;

namespace Arize.Build.Tasks;

/// <summary>Says what the targets themselves find wrong with an ArizeGate item, at the line of the item: MSBuild's own Error task knows no line, and a CI's problem matcher needs one.</summary>
[MSBuildMultiThreadableTask]
public sealed class ArizeReportFault : Microsoft.Build.Utilities.Task
{
    /// <summary>The code, such as ARIZE1009. Required.</summary>
    [Required]
    public string Code { get; set; } = "";

    /// <summary>What is wrong, and what to do. Required.</summary>
    [Required]
    public string Text { get; set; } = "";

    /// <summary>The item. Required.</summary>
    [Required]
    public string Gate { get; set; } = "";

    /// <summary>The file that the item is in. Required.</summary>
    [Required]
    public string File { get; set; } = "";

    /// <summary>The project's folder. Required.</summary>
    [Required]
    public string ProjectDirectory { get; set; } = "";

    /// <summary>true warns. Default: false, an error.</summary>
    public string? Warning { get; set; }

    /// <summary>Says it. False where it is an error.</summary>
    public override bool Execute()
    {
        var settings = new SettingReader();
        var log = new MSBuildLog(this) { File = File, Item = Gate, Folder = ProjectDirectory };
        if (settings.Flag(nameof(Warning), Warning) ?? false)
            log.Warning(Code, $"Gate '{Gate}': {Text}");
        else
            log.Error(Code, $"Gate '{Gate}': {Text}");
        return !Log.HasLoggedErrors;
    }
}
