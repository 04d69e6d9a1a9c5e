using Arize.Build.Client;

namespace Arize.Build.Benchmarks;

/// <summary>How long after its end a run is seen to have ended, and with how many requests; against fixed polling every 5 s. Simulated: no clock is waited for, and a request takes no time.</summary>
static class SeeingTheEnd
{
    const int Runs = 200_000;
    const double Fixed = 5;

    public static void Run()
    {
        var random = new Random(20261124);
        var lengths = Enumerable.Range(0, Runs).Select(_ => 2 * Math.Pow(900, random.NextDouble())).ToArray(); // log-uniform, 2 s to 30 min
        var ours = lengths.Select(l => Wait(l, elapsed => PollSchedule.Next(TimeSpan.FromSeconds(elapsed)).TotalSeconds)).ToArray();
        var peer = lengths.Select(l => Wait(l, _ => Fixed)).ToArray();

        Measure.Head($"Seeing the end ({Runs:N0} runs, 2 s to 30 min)", "runs", "ours, mean", "every 5 s, mean", "ours / 5 s", "goal", "");
        Delay("shorter than a minute", l => l < 60, 1 / 3.0);
        Requests("all", _ => true, 1);
        Requests("longer than ten minutes", l => l > 600, 0.6);

        void Delay(string which, Func<double, bool> of, double goal)
        {
            var (mine, theirs) = (Mean(ours, of, w => w.Delay), Mean(peer, of, w => w.Delay));
            Measure.Line($"delay, {which}", Measure.Show(mine) + " s", Measure.Show(theirs) + " s", Measure.Show(mine / theirs), $"at most {Measure.Show(goal)}", Measure.Goal(mine <= goal * theirs));
        }

        void Requests(string which, Func<double, bool> of, double goal)
        {
            var (mine, theirs) = (Mean(ours, of, w => w.Requests), Mean(peer, of, w => w.Requests));
            Measure.Line($"requests, {which}", Measure.Show(mine, 1), Measure.Show(theirs, 1), Measure.Show(mine / theirs), $"at most {Measure.Show(goal)}", Measure.Goal(mine <= goal * theirs));
        }

        double Mean((double Delay, int Requests)[] waits, Func<double, bool> of, Func<(double Delay, int Requests), double> what) => waits.Where((_, i) => of(lengths[i])).Average(what);
    }

    static (double Delay, int Requests) Wait(double length, Func<double, double> pause)
    {
        var (now, requests) = (0.0, 1);
        for (; now < length; requests++)
            now += pause(now);
        return (now - length, requests);
    }
}
