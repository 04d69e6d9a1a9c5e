using Arize.Build.Client;
using Arize.Build.Client.Http;
using Arize.Build.Gates.Runs;
using Arize.Build.Tests.Client;

namespace Arize.Build.Tests.Gates;

/// <summary>Many runs that one build waits for: few sockets, few requests, no thread for each, and all promises for each of them.</summary>
public sealed class ManyRunsTests
{
    readonly List<ArizeDiagnostic> errors = [];

    static TimeSpan UpTo3s(int run) => TimeSpan.FromSeconds(1 + run % 20 * 0.1);

    async Task<IReadOnlyList<WaitedRun>> Wait(ManyRunsService service, ArizeClient client, double timeout = 600, CancellationToken cancellationToken = default)
    {
        errors.Clear();
        return await new RunCommands(client, new RecordingLog(), e =>
        {
            lock (errors)
                errors.Add(e);
        }).WaitAsync(new WaitStep { RunIds = service.Ids, Timeout = TimeSpan.FromSeconds(timeout) }, cancellationToken);
    }

    [Test]
    public async Task Two_thousand_runs_of_a_task_are_waited_for_with_few_sockets_threads_and_requests()
    {
        await using var service = await ManyRunsService.Start(2000, tasks: 1, UpTo3s);
        using var client = service.Client();
        var (threads, memory) = (ThreadPool.ThreadCount, GC.GetTotalMemory(forceFullCollection: true));

        var waited = await Wait(service, client);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(waited, Has.Count.EqualTo(2000).And.All.Property(nameof(WaitedRun.Passed)).True);
            Assert.That(service.MostConnections, Is.LessThanOrEqualTo(Transport.MostAtOnce));
            Assert.That(service.Looks, Has.Count.EqualTo(2000), "each is asked itself once, to learn its task");
            Assert.That(service.Looks.Values.Sum(), Is.LessThan(2500), "the list tells the rest");
            Assert.That(service.Lists, Is.InRange(20, 400));
            Assert.That(ThreadPool.ThreadCount - threads, Is.LessThan(100));
            // What other tests have left may be freed a little later.
            Assert.That(() => GC.GetTotalMemory(forceFullCollection: true) - memory, Is.LessThan(32 * 1024 * 1024).After(10_000, 500));
        }
    }

    [Test]
    public async Task Runs_of_different_tasks_are_asked_themselves()
    {
        await using var service = await ManyRunsService.Start(60, tasks: 30, UpTo3s);
        using var client = service.Client();

        Assert.That(await Wait(service, client), Has.All.Property(nameof(WaitedRun.Passed)).True);
        Assert.That((service.Lists, service.Looks.Values.Max() > 1), Is.EqualTo((0, true)), "a list would save nothing");
    }

    [TestCase(404), TestCase(500), TestCase(200)]
    public async Task Where_the_list_is_no_help_the_runs_are_asked_themselves(int status)
    {
        await using var service = await ManyRunsService.Start(20, tasks: 1, UpTo3s);
        service.ListStatus = status; // a 200 without a body is no list
        using var client = service.Client();

        Assert.That(await Wait(service, client), Has.All.Property(nameof(WaitedRun.Passed)).True);
        Assert.That(errors, Is.Empty);
        Assert.That(service.Looks.Values.Min(), Is.GreaterThan(1));
    }

    [Test]
    public async Task Runs_that_do_not_end_are_each_cancelled_once_and_named()
    {
        await using var service = await ManyRunsService.Start(100, tasks: 1, i => i < 90 ? TimeSpan.Zero : TimeSpan.FromHours(1));
        using var client = service.Client();

        var waited = await Wait(service, client, timeout: 2);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(waited.Where(w => !w.Passed).Select(w => w.RunId), Is.EquivalentTo(service.Ids.Skip(90)));
            Assert.That(errors.Select(e => e.Code), Is.EqualTo(Enumerable.Repeat("ARIZE3001", 10)));
            Assert.That(service.Cancels.Keys, Is.EquivalentTo(service.Ids.Skip(90)));
            Assert.That(service.Cancels.Values, Has.All.EqualTo(1));
        }
    }

    [Test]
    public async Task An_interrupted_wait_cancels_each_run_once()
    {
        await using var service = await ManyRunsService.Start(200, tasks: 2, _ => TimeSpan.FromHours(1));
        using var client = service.Client();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1.5));

        Assert.That(async () => await Wait(service, client, cancellationToken: stop.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(service.Cancels, Has.Count.EqualTo(200).And.All.Property("Value").EqualTo(1));
        Assert.That(service.MostConnections, Is.LessThan(100), "of those that are kept and those of the writes, which end a little later there than here; not one for each run");
    }
}
