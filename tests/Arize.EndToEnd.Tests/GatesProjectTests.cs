using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>The sample of a project that holds the gates of several products, with the package instead of this repository's sources.</summary>
public sealed class GatesProjectTests : EmulatedTests
{
    [Test]
    public async Task Two_products_ask_the_gates_of_their_gates_project_once_and_are_not_built_where_one_blocks()
    {
        var consumer = Folder();
        var sample = Path.Combine(Repository.Folder, "samples", "gates-project");
        foreach (var file in Directory.EnumerateFiles(sample, "*", SearchOption.AllDirectories).Where(f => !f.Split(Path.DirectorySeparatorChar).Any(p => p is "bin" or "obj" or "artifacts")))
            consumer.Write(Path.GetRelativePath(sample, file), (await File.ReadAllTextAsync(file)).Replace("Version=\"1.0.0\"", $"Version=\"{Packed.Version}\"", StringComparison.Ordinal));

        var passed = (await consumer.Dotnet("build", "Products.slnx", "-m:2", "-nodeReuse:false")).Passes();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(2), "two gates, whatever the number of products");
            Assert.That(passed.Output, Does.Contain("Gate 'assistant': passed").And.Contain("Gate 'assistant-eu': passed"));
            Assert.That(passed.Warnings, Is.Empty);
            Assert.That(consumer.Files("Assistant*.dll"), Is.Not.Empty);
        }

        foreach (var output in consumer.Files("Assistant*.dll"))
            File.Delete(Path.Combine(consumer.Folder, output));
        consumer.Write("gates/Gates.csproj", (await File.ReadAllTextAsync(Path.Combine(consumer.Folder, "gates", "Gates.csproj"))).Replace("Task=\"support-golden\" Space=\"support\"", "Task=\"broken\" Space=\"support\"", StringComparison.Ordinal));
        (await consumer.Dotnet("build", "assistant")).Fails("ARIZE3002");
        Assert.That(consumer.Files("Assistant*.dll"), Is.Empty);
    }
}
