using System.Reflection;

namespace Arize.Emulator;

/// <summary>The scenario files that are part of the emulator.</summary>
static class EmbeddedFile
{
    public static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"scenarios/{name}")
            ?? throw new FileNotFoundException($"There is no embedded file '{name}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
