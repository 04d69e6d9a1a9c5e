using Cake.Arize;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Frosting;
using SupportAssistant;

return new CakeHost().UseContext<BuildContext>().Run(args);

public sealed class BuildContext(ICakeContext context) : FrostingContext(context)
{
    public string Model { get; } = context.Arguments.GetArgument("model") ?? "atlas-1";
}

[TaskName("Assistant")]
public sealed class AssistantTask : AsyncFrostingTask<BuildContext>
{
    public override Task RunAsync(BuildContext context) => context.BringAssistantUpToDateAsync(context.Model);
}

[TaskName("Smoke"), IsDependentOn(typeof(AssistantTask))]
public sealed class SmokeTask : AsyncFrostingTask<BuildContext>
{
    public override Task RunAsync(BuildContext context) => context.SmokeAsync();
}

[TaskName("Gate"), IsDependentOn(typeof(SmokeTask))]
public sealed class GateTask : AsyncFrostingTask<BuildContext>
{
    public override Task RunAsync(BuildContext context) => context.ArizeGateAsync("gates/release.gate.json");
}

[TaskName("Default"), IsDependentOn(typeof(GateTask))]
public sealed class PublishTask : FrostingTask<BuildContext>
{
    public override void Run(BuildContext context) => context.Log.Information("Published.");
}
