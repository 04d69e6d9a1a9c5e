using System.Numerics;

namespace Arize.Build.Gates.Statistics;

/// <summary>Finds where a condition that holds at the low end stops holding.</summary>
internal static class Bisection
{
    /// <summary>The point, as exactly as a double can hold it.</summary>
    public static double Point(double low, double high, Predicate<double> holds)
    {
        (low, high) = Narrow(low, high, holds);
        return (low + high) / 2;
    }

    /// <summary>The ends after <paramref name="halvings"/>, or as soon as nothing lies between them: the condition holds at the low one, and not at the high one.</summary>
    public static (T Low, T High) Narrow<T>(T low, T high, Predicate<T> holds, int halvings = 70)
        where T : INumber<T>
    {
        for (var i = 0; i < halvings && (low + high) / (T.One + T.One) is var middle && middle > low && middle < high; i++)
            (low, high) = holds(middle) ? (middle, high) : (low, middle);
        return (low, high);
    }
}
