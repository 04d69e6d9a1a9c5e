using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary><c>dotnet new arize-gate</c>, from the packed package, in a repository of its own.</summary>
public sealed class TemplateTests : EmulatedTests
{
    [Test]
    public async Task A_new_gate_runs_as_it_is_and_blocks_when_its_floor_is_raised()
    {
        var repository = await NewGate("--space", "support", "--task", "support-golden", "--evaluator", "support-judge", "--metric", "correctness", "-n", "AssistantGate");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(repository.Files("AssistantGate.csproj"), Is.EqualTo(new[] { Path.Combine("release-gate", "AssistantGate.csproj") }));
            Assert.That(repository.Files("*.yml"), Is.EqualTo(new[] { Path.Combine(".github", "workflows", "release-gate.yml") }));
            Assert.That(repository.Files("gate.schema.json"), Is.EqualTo(new[] { Path.Combine("release-gate", "gates", "gate.schema.json") }), "the gate file's $schema is beside it");
            Assert.That(repository.Files(".gitignore"), Has.Count.EqualTo(1), "records are not committed");
            Assert.That(repository.Files("*").Where(f => File.ReadAllText(Path.Combine(repository.Folder, f)).Contains("the-", StringComparison.Ordinal)), Is.Empty, "every name was filled in");
        }
        // What the workflow runs.
        var passed = (await repository.Dotnet("build", "release-gate", "-p:ArizeWhenNoKey=Fail")).Passes();
        Assert.That(passed.Output, Does.Contain("Gate 'release': passed"));
        Assert.That(passed.Warnings, Is.Empty);

        var gate = Path.Combine(repository.Folder, "release-gate", "gates", "release.gate.json");
        await File.WriteAllTextAsync(gate, (await File.ReadAllTextAsync(gate)).Replace("0.90", "0.99", StringComparison.Ordinal));
        (await repository.Dotnet("build", "release-gate")).Fails("ARIZE4001");
    }

    [TestCase("azure", "azure-pipelines.release-gate.yml")]
    [TestCase("none")]
    public async Task The_file_of_the_chosen_CI_system_is_written(string ci, params string[] files) =>
        Assert.That((await NewGate("--ci", ci)).Files("*.yml"), Is.EquivalentTo(files));

    [TestCase(".slnx"), TestCase(".sln")]
    public async Task A_solution_runs_the_gates_of_its_projects(string kind)
    {
        var gate = """
              <ItemGroup>
                <ArizeGate Include="release" Task="$(GateTask)" Space="support" Condition="'$(GateTask)' != ''" />
              </ItemGroup>
            """;
        var template = Path.Combine(Repository.Folder, "src", "Arize.Build.Templates", "templates", "arize-gate", "Directory.Solution.targets");
        var consumer = Folder().Project(gate, "Gated").Project("", "Ungated").Write("Directory.Solution.targets", await File.ReadAllTextAsync(template)).Write("Plain/Plain.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
            </Project>
            """);
        (await consumer.Dotnet("new", "sln", "-n", "All", "--format", kind[1..])).Passes();
        (await consumer.Dotnet("sln", $"All{kind}", "add", "Gated", "Ungated", "Plain")).Passes();
        var solution = $"All{kind}";
        (await consumer.Dotnet("restore", solution)).Passes();

        (await consumer.With("GateTask", "good").Dotnet("build", solution, "--no-restore", "-t:ArizeGate")).Passes();
        Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(1));
        (await consumer.With("GateTask", "broken").Dotnet("build", solution, "--no-restore", "-t:ArizeGate")).Fails("ARIZE3002");
        (await consumer.Dotnet("build", solution, "--no-restore", "-t:ArizeGateRequire")).Fails("ARIZE4006");
        (await consumer.With("GateTask", "").Dotnet("build", solution, "--no-restore", "-t:ArizeGate")).Fails("ARIZE0005");
    }

    [Test]
    public void The_template_names_this_version() =>
        Assert.That(File.ReadAllText(Path.Combine(Repository.Folder, "src", "Arize.Build.Templates", "templates", "arize-gate", "release-gate", "ReleaseGate.csproj")), Does.Contain($"Version=\"{Packed.Version}\""));

    /// <summary>Installs the template for this folder alone, and makes a gate.</summary>
    async Task<Consumer> NewGate(params IEnumerable<string> arguments)
    {
        var repository = Folder().With("DOTNET_CLI_HOME", Path.Combine(Path.GetDirectoryName(Packed.Feed)!, "template-home")).With("GITHUB_RUN_ID", "4712").With("GITHUB_JOB", "gate");
        var hive = Path.Combine(repository.Folder, ".hive");
        (await repository.Dotnet("new", "install", await Packed.Any("Arize.Build.Templates"), "--debug:custom-hive", hive)).Passes();
        (await repository.Dotnet(["new", "arize-gate", .. arguments, "--debug:custom-hive", hive])).Passes();
        Directory.Delete(hive, recursive: true);
        return repository;
    }
}
