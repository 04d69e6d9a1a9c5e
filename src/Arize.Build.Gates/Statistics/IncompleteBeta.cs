namespace Arize.Build.Gates.Statistics;

/// <summary>The regularised incomplete beta function, on which Student's t stands.</summary>
internal static class IncompleteBeta
{
    /// <summary>I_x(a, b). <paramref name="rest"/> is 1 - x, given apart because the subtraction would lose its digits near 1.</summary>
    public static double Of(double x, double rest, double a, double b)
    {
        if (x <= 0)
            return 0;
        if (rest <= 0)
            return 1;
        return x <= (a + 1) / (a + b + 2) ? Front(x, rest, a, b) * Fraction(x, a, b) / a : 1 - Front(x, rest, a, b) * Fraction(rest, b, a) / b;
    }

    /// <summary>x^a (1-x)^b / B(a, b).</summary>
    static double Front(double x, double rest, double a, double b) =>
        Math.Exp(LogGamma.Of(a + b) - LogGamma.Of(a) - LogGamma.Of(b) + a * Math.Log(x) + b * Math.Log(rest));

    /// <summary>The continued fraction (DLMF 8.17.22), by Lentz's method.</summary>
    static double Fraction(double x, double a, double b)
    {
        const double Tiny = 1e-300;
        double c = 1, d = 1 / NotZero(1 - (a + b) * x / (a + 1)), value = d;
        for (var m = 1; m < 100_000; m++)
        {
            Step(m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)));
            var before = value;
            Step(-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)));
            if (Math.Abs(value - before) <= Math.Abs(value) * 1e-16)
                break;
        }
        return value;

        void Step(double term)
        {
            d = 1 / NotZero(1 + term * d);
            c = NotZero(1 + term / c);
            value *= c * d;
        }

        static double NotZero(double number) => Math.Abs(number) < Tiny ? Tiny : number;
    }
}
