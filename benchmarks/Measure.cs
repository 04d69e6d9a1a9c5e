using System.Globalization;
using System.Text.Json;

namespace Arize.Build.Benchmarks;

/// <summary>What one execution took.</summary>
/// <param name="Seconds">Wall time.</param>
/// <param name="Cpu">Processor time of the process and its children, in seconds.</param>
/// <param name="Memory">The most memory, in MiB; for .NET the managed heap after a collection, else the resident set.</param>
/// <param name="Result">What was counted: runs or rows.</param>
/// <param name="Requests">Requests that the service answered.</param>
sealed record Measure(double Seconds, double Cpu, double Memory = 0, double Result = 0, double Requests = 0)
{
    static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>Whatever a child process prints last.</summary>
    public static Measure Read(string output) => JsonSerializer.Deserialize<Measure>(output.Trim().Split('\n')[^1], Web)!;

    public void Print() => Console.WriteLine(JsonSerializer.Serialize(this, Web));

    /// <summary>Runs all in turn, several times, so that what else the machine does hits all of them; then the median of each.</summary>
    public static async Task<Measure[]> InterleavedAsync(int times, params Func<Task<Measure>>[] all)
    {
        var taken = all.Select(_ => new List<Measure>()).ToArray();
        for (var i = 0; i < times; i++)
            for (var j = 0; j < all.Length; j++)
                taken[j].Add(await all[j]());
        return [.. taken.Select(Median)];
    }

    static Measure Median(List<Measure> all)
    {
        return new(Middle(m => m.Seconds), Middle(m => m.Cpu), Middle(m => m.Memory), Middle(m => m.Result), Middle(m => m.Requests));

        double Middle(Func<Measure, double> number)
        {
            var sorted = all.Select(number).Order().ToArray();
            return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
    }

    /// <summary>A line of a Markdown table.</summary>
    public static void Line(params object[] cells) => Console.WriteLine("| " + string.Join(" | ", cells.Select(c => Convert.ToString(c, CultureInfo.InvariantCulture))) + " |");

    public static void Head(string title, params string[] columns)
    {
        Console.WriteLine($"\n### {title}\n");
        Line([.. columns]);
        Line([.. columns.Select(_ => "---")]);
    }

    public static string Show(double number, int decimals = 2) => number.ToString("F" + decimals, CultureInfo.InvariantCulture);

    public static string Goal(bool met) => met ? "met" : "**missed**";
}
