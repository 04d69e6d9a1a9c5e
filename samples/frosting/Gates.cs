using Cake.Arize;
using Cake.Core;
using Cake.Core.Diagnostics;

namespace SupportAssistant;

/// <summary>What the tasks of the build do: plain methods on Cake's context, which know no Frosting.</summary>
public static class Gates
{
    /// <summary>Brings the task that is evaluated up to date with the prompt that is released.</summary>
    public static Task BringAssistantUpToDateAsync(this ICakeContext context, string model) =>
        context.ArizeCreateExperimentTaskAsync("release-assistant", new ArizeCreateExperimentTaskSettings
        {
            Space = "support",
            Dataset = "support-golden-set",
            RunConfigurationFile = "assistant.json",
            ModelName = model,
        });

    /// <summary>A gate without a file: twenty examples must complete, with few enough errors.</summary>
    public static async Task SmokeAsync(this ICakeContext context)
    {
        var smoke = await context.ArizeGateAsync("smoke", new ArizeGateSettings { Task = "release-assistant", Space = "support", MaxExamples = 20, MaxErrorRate = 0.1 });
        context.Log.Information("{0} of 20 answers came back.", smoke?.Run?.NumSuccesses);
    }
}
