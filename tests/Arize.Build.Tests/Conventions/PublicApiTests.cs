using PublicApiGenerator;

namespace Arize.Build.Tests.Conventions;

/// <summary>
/// What users can call, listed and approved: a change of it is seen in review. Where it is meant, copy the received file, which the failure names, over the approved one.
/// </summary>
public sealed class PublicApiTests
{
    static Type[] OneOfEach() => [typeof(Build.Client.ArizeClient), typeof(Build.Gates.GateResult), typeof(Build.Tasks.ArizeGates), typeof(global::Cake.Arize.ArizeAliases)];

    [TestCaseSource(nameof(OneOfEach))]
    public void The_public_API_is_the_approved_one(Type type)
    {
        var name = type.Assembly.GetName().Name;
        var approved = Path.Combine(AppContext.BaseDirectory, "Conventions", "approved", $"{name}.txt");
        var received = Path.Combine(AppContext.BaseDirectory, $"{name}.received.txt");
        var api = type.Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false, ExcludeAttributes = ["System.Runtime.CompilerServices.AsyncIteratorStateMachineAttribute"] }).ReplaceLineEndings("\n");
        File.WriteAllText(received, api);

        Assert.That(File.Exists(approved) ? File.ReadAllText(approved).ReplaceLineEndings("\n") : "", Is.EqualTo(api), $"tests/Arize.Build.Tests/Conventions/approved/{name}.txt differs from {received}");
    }
}
