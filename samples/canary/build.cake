#addin nuget:?package=Cake.Arize&version=1.0.0

var stable = Argument("stable", "1.4.0");
var canary = Argument("canary", "1.5.0");
var watch = Argument("watch", TimeSpan.FromHours(2));

// Your deployment goes here: weights of a load balancer, a rollout of Kubernetes, slots of an app service. This one only writes down what it would do.
void Route(int percent)
{
    EnsureDirectoryExists("artifacts");
    System.IO.File.WriteAllText("artifacts/traffic.json", $$"""{ "{{stable}}": {{100 - percent}}, "{{canary}}": {{percent}} }""");
    Information("{0} % of the traffic goes to version {1}.", percent, canary);
}

Task("Canary")
    .Description("A few users get the new version.")
    .Does(() => Route(5));

Task("Watch")
    .Description("They use it for as long as the gate's window is.")
    .IsDependentOn("Canary")
    .Does(() => System.Threading.Thread.Sleep(watch));

Task("Gate")
    .Description("What they got must be as good as what the others got. Whatever else happens, the new version is taken back.")
    .IsDependentOn("Watch")
    .Does(() =>
    {
        var settings = new ArizeGateSettings();
        (settings.Properties["Stable"], settings.Properties["Version"]) = (stable, canary);
        ArizeGate("gates/canary.gate.json", settings);
    })
    .OnError(error =>
    {
        Route(0);
        throw error;
    });

Task("Promote")
    .Description("All users get the new version.")
    .IsDependentOn("Gate")
    .Does(() => Route(100));

Task("RollBack")
    .Description("For a step that runs always: a build that was killed while it watched has left the canary where it was.")
    .Does(() => Route(0));

RunTarget(Argument("target", "Promote"));
