using Arize.Build.Client;

namespace Arize.Build.Tests.Faults;

/// <summary>Catches what a call throws, for a test to look at.</summary>
static class Thrown
{
    /// <summary>The <see cref="ArizeException"/> of a call; the test fails where there is none.</summary>
    public static async Task<ArizeException> ByAsync(Func<Task> call)
    {
        try
        {
            await call().WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch (ArizeException e)
        {
            return e;
        }
        throw new AssertionException("Nothing was thrown.");
    }

    /// <summary>The <see cref="ArizeException"/> of a call that asks no network.</summary>
    public static ArizeException By(Action call)
    {
        try
        {
            call();
        }
        catch (ArizeException e)
        {
            return e;
        }
        throw new AssertionException("Nothing was thrown.");
    }

    /// <summary>The codes of all faults, in order.</summary>
    public static string[] Codes(this ArizeException e) => [.. e.Diagnostics.Select(f => f.Code)];
}
