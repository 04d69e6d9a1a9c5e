using Arize.Build.Tasks;

namespace Arize.Build.Tests.Tasks;

/// <summary>Where an ArizeGate item is said to be.</summary>
public sealed class ItemPositionTests
{
    const string Gates = """
        <Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
          <ItemGroup>
            <ArizeGate Include="nightly; weekly" Task="a" />
            <ArizeGate
              Include="gates/release.gate.json" />
            <ArizeGate Update="nightly" Timeout="1h" />
          </ItemGroup>
        </Project>
        """;

    [TestCase(Gates, "weekly", 3, 5)]
    [TestCase(Gates, "NIGHTLY", 3, 5)]
    [TestCase(Gates, "release", 4, 5)]
    [TestCase(Gates, "gates/release.gate.json", 4, 5)]
    [TestCase(Gates, "made-from-properties", 1, 1)]
    [TestCase("<Project><ArizeGate Include=\"$(Name)\" /></Project>", "the-only-one", 1, 10)]
    [TestCase("<Project>", "anything", 1, 1)]
    [TestCase("<!DOCTYPE p [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><p>&x;</p>", "anything", 1, 1)]
    public void An_item_is_where_its_name_is_else_at_the_top_of_its_file(string project, string item, int line, int column)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csproj");
        File.WriteAllText(file, project);
        try
        {
            Assert.That(ItemPosition.Find(file, item), Is.EqualTo((line, column)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public void A_file_that_cannot_be_read_takes_no_error_away() => Assert.That(ItemPosition.Find(Path.Combine(Path.GetTempPath(), "no", "such.csproj"), "x"), Is.EqualTo((1, 1)));
}
