using System.Globalization;
using Arize.Build.Client;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Gates.Runs;

/// <summary>Reports how far a run is: each change of its state, and now and then its counters with an estimate of the time left.</summary>
/// <param name="log">Prints the lines.</param>
/// <param name="countItems">How many items the run has; null if nobody knows. Called once, and only for a run that takes a while.</param>
internal sealed class RunReporting(IBuildLog log, Func<CancellationToken, Task<long?>>? countItems) : IAsyncDisposable
{
    /// <summary>The shortest time between two lines: a CI log is read by people.</summary>
    static readonly TimeSpan Shortest = TimeSpan.FromSeconds(15);

    /// <summary>The longest one: CI systems end a build that prints nothing for long.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>A run that ends before this needs no estimate.</summary>
    static readonly TimeSpan CountAfter = TimeSpan.FromSeconds(5);

    readonly CancellationTokenSource ended = new();
    Task<long?>? counting;
    TimeSpan due = Shortest;
    (TimeSpan At, long Done)? first;

    /// <summary>Reports one poll.</summary>
    public void Report(RunProgress progress)
    {
        if (progress.Trouble is { } trouble)
        {
            if (progress.Run is { Status: RunStatus.Unknown })
                log.Warning(new ArizeDiagnostic(GateErrorCode.UnknownStatus, $"Run {progress.RunId}: {trouble}"));
            else
                log.Detail($"Run {progress.RunId}: {trouble}");
        }
        if (progress.Run is not { } run)
            return;
        if (progress.Elapsed >= CountAfter && !run.IsFinal)
            counting ??= CountAsync();
        var isDue = progress.Elapsed >= due;
        if (isDue)
            due = progress.Elapsed + (progress.Elapsed < Shortest ? Shortest : progress.Elapsed > Longest ? Longest : progress.Elapsed);
        log.Progress(Line(run, progress.Elapsed), isDue || progress.StatusChanged && !run.IsFinal);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync().ConfigureAwait(false);
        if (counting is not null)
            await counting.ConfigureAwait(false);
        ended.Dispose();
    }

    string Line(TaskRun run, TimeSpan elapsed)
    {
        var line = $"Run {run.Id}: {RemoteText.OneLine(run.StatusText, 60)} after {Duration.Show(elapsed)}";
        var done = (run.NumSuccesses ?? 0) + (run.NumErrors ?? 0) + (run.NumSkipped ?? 0);
        if (done <= 0)
            return line;
        first ??= (elapsed, done);
        if (counting is not { IsCompletedSuccessfully: true, Result: { } items } || items < done)
            return $"{line} ({RunJudge.Counters(run)})";
        var skipped = run.NumSkipped > 0 ? $", {Whole(run.NumSkipped.Value)} skipped" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{line}: {done} of {items} ({Math.Floor(100.0 * done / items)} %), {Errors(run.NumErrors ?? 0)}{skipped}{Left(elapsed, done, items)}");
    }

    /// <summary>As fast as since the first items were seen; nothing if that was just now.</summary>
    string Left(TimeSpan elapsed, long done, long items)
    {
        var (since, before) = first!.Value;
        if (done <= before || items == done)
            return "";
        var left = (elapsed - since) * ((items - done) / (double)(done - before));
        return left < TimeSpan.FromDays(1) ? $", about {Duration.Show(TimeSpan.FromSeconds(Math.Ceiling(left.TotalSeconds)))} left" : "";
    }

    /// <summary>An estimate is a comfort: without the number of items there is none.</summary>
    async Task<long?> CountAsync()
    {
        try
        {
            return countItems is null ? null : await countItems(ended.Token).ConfigureAwait(false);
        }
        catch (ArizeException e)
        {
            log.Detail($"The number of items is not known: {e.Diagnostics[0]}");
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The run has ended first.
        }
        return null;
    }

    static string Errors(long number) => number == 1 ? "1 error" : $"{Whole(number)} errors";

    static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);
}
