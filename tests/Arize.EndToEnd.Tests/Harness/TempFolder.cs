namespace Arize.EndToEnd.Tests.Harness;

/// <summary>A folder outside of this repository, so that none of its build files reach into it; it goes when its test ends.</summary>
sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("arize-e2e-").FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TestContext.Out.WriteLine($"{Path} is left behind: {e.Message}");
        }
    }
}
