using CsCheck;

namespace Arize.Build.Tests.Statistics;

/// <summary>Random inputs that are the same on every machine and in every run: a failure is seen again.</summary>
static class Draws
{
    public const ulong Seed = 20_261_123;

    public static IEnumerable<T> Of<T>(Gen<T> gen, int count)
    {
        TestContext.Out.WriteLine($"{count} draws from seed {Seed}");
        var random = new PCG(1, Seed);
        for (var i = 0; i < count; i++)
            yield return gen.Generate(random, null, out _);
    }
}
