using Arize.Build.Gates;
using Arize.Build.Gates.Runs;
using Arize.Build.Tests.Faults;
using static Arize.Build.Tests.Faults.ScriptedArize;

namespace Arize.Build.Tests.Gates;

/// <summary>What a build does with the record that an earlier step, or an earlier build, has left.</summary>
public sealed class RunRecordTests
{
    const string Name = "support-golden-quality-App-ci-1";

    OnceService service = null!;

    [SetUp]
    public void SetUp()
    {
        service = OnceService.WithExperimentTask();
        service.Triggers.Add(service.Starts);
    }

    [TearDown]
    public async Task TearDown() => await service.DisposeAsync();

    [Test]
    public async Task A_step_that_is_started_again_continues_the_run_of_its_build()
    {
        service.Leave(SendState.Started, experiment: Name, runId: RunId);
        var run = await service.RunAsync();
        Assert.That((run.How, run.RunId, service.Sent.Count), Is.EqualTo((TriggerOutcome.Continued, RunId, 0)));
    }

    [Test]
    public async Task A_step_that_was_stopped_while_it_sent_looks_for_its_run_and_sends_nothing()
    {
        service.Leave(SendState.Sent, experiment: Name);
        service.AddExperiment(Name, OnceService.ExperimentId);
        service.AddRun(RunId)["experiment_id"] = OnceService.ExperimentId;
        var run = await service.RunAsync();
        Assert.That((run.How, run.RunId, service.Sent.Count), Is.EqualTo((TriggerOutcome.Adopted, RunId, 0)));
    }

    [Test]
    public async Task A_step_that_was_stopped_while_it_sent_and_finds_nothing_is_unknown_and_sends_nothing()
    {
        service.Leave(SendState.Sent, experiment: Name);
        var e = await Thrown.ByAsync(() => service.RunAsync(OnceService.Request(resend: true)));
        Assert.That((e.Code, service.Sent.Count), Is.EqualTo((GateErrorCode.UnknownOutcome, 0)));
        Assert.That((string?)service.Record["state"], Is.EqualTo("SENT"));
    }

    [Test]
    public async Task A_step_that_was_stopped_before_it_sent_sends_under_the_same_name()
    {
        service.Leave(SendState.Intent, experiment: "a-name-of-its-own");
        await service.RunAsync();
        Assert.That((string?)service.Sent.Single()["experiment_name"], Is.EqualTo("a-name-of-its-own"));
    }

    [Test]
    public async Task A_run_that_is_done_does_not_pass_for_a_new_one()
    {
        service.Leave(SendState.Done, experiment: Name, runId: RunId);
        var run = await service.RunAsync();
        Assert.That((run.How, service.Sent.Count), Is.EqualTo((TriggerOutcome.Started, 1)));
        Assert.That(run.RunId, Is.Not.EqualTo(RunId));
    }

    [TestCase(nameof(SendState.Started)), TestCase(nameof(SendState.Sent))]
    public async Task Another_builds_record_is_not_continued_and_its_run_is_warned_of(string left)
    {
        var state = Enum.Parse<SendState>(left);
        service.Leave(state, build: "ci-0", experiment: "support-golden-quality-App-ci-0", runId: state == SendState.Started ? RunId : null);
        var run = await service.RunAsync();
        Assert.That((run.How, service.Sent.Count), Is.EqualTo((TriggerOutcome.Started, 1)));
        Assert.That(service.Log.Warnings.Single().Code, Is.EqualTo("ARIZE3010"));
    }

    [Test]
    public async Task Yesterdays_run_of_the_same_task_is_not_adopted()
    {
        await using var evaluation = OnceService.WithProjectEvaluation();
        evaluation.AddRun(Id("TaskRun:1:yesterday"), dataEnd: "2026-11-22T09:00:00Z", age: TimeSpan.FromDays(1), status: "COMPLETED");
        evaluation.Leave(SendState.Sent, build: "ci-yesterday", fingerprint: new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));
        evaluation.Triggers.Add(() => Reply.Reset());
        Assert.That((await Thrown.ByAsync(() => evaluation.RunAsync())).Code, Is.EqualTo(GateErrorCode.UnknownOutcome));
    }

    [Test]
    public async Task A_build_without_identity_continues_nothing()
    {
        service.Leave(SendState.Started, build: null, experiment: Name, runId: RunId);
        Assert.That((await service.RunAsync(OnceService.Request(build: null))).How, Is.EqualTo(TriggerOutcome.Started));
    }

    [Test]
    public async Task The_record_of_another_task_or_of_another_experiment_is_not_continued()
    {
        service.Leave(SendState.Started, experiment: Name, runId: RunId, taskId: Id("OnlineTask:46:other"));
        Assert.That((await service.RunAsync()).How, Is.EqualTo(TriggerOutcome.Started));
        service.Leave(SendState.Started, experiment: "pr-1", runId: RunId);
        Assert.That((await service.RunAsync(OnceService.Request(experiment: "pr-2"))).How, Is.EqualTo(TriggerOutcome.Started));
    }

    [TestCase(""), TestCase("{"), TestCase("null"), TestCase("[]"), TestCase("{}"), TestCase("\u0000\u0001"), TestCase("""{"schema":9,"owner":{"gate":"g","service":"s"},"sends":[]}""")]
    [TestCase("""{"schema":2,"schema":2,"owner":{"gate":"g","service":"s"},"sends":[]}"""), TestCase("""{"schema":{"x":1}}"""), TestCase("""{"schema":1,"state":"STARTED"}""")]
    [TestCase("""{"schema":2,"owner":{"gate":"g","service":"s"},"sends":[{"kind":"RUN","state":"LOST","prepared":"2026-11-23T09:00:00Z"}]}""")]
    [TestCase("""{"schema":2,"owner":{"gate":"g","service":"s"},"sends":[{"kind":"RUN","state":2,"prepared":"2026-11-23T09:00:00Z"}]}""")]
    [TestCase("""{"schema":2,"owner":{"gate":"g","service":"s"},"sends":[{"kind":"RUN","state":"SENT","prepared":"yesterday"}]}""")]
    public async Task A_record_that_exists_and_cannot_be_read_may_hide_a_run_so_nothing_is_sent_and_the_file_stays(string garbage)
    {
        Directory.CreateDirectory(service.Folder);
        await File.WriteAllTextAsync(service.RecordFile, garbage);
        var e = await Thrown.ByAsync(() => service.RunAsync());
        Assert.That((e.Code, service.Sent.Count, await File.ReadAllTextAsync(service.RecordFile)), Is.EqualTo((GateErrorCode.Record, 0, garbage)));
        Assert.That(e.Message, Does.Contain(service.RecordFile).And.Contains("cannot be read"));
    }

    [Test]
    public async Task A_half_written_new_record_is_no_record()
    {
        Directory.CreateDirectory(service.Folder);
        await File.WriteAllTextAsync(service.RecordFile + ".new", """{"schema":1,"state":"STAR""");
        Assert.That((await service.RunAsync()).How, Is.EqualTo(TriggerOutcome.Started));
    }

    [Test]
    public async Task A_record_that_another_build_holds_sends_nothing()
    {
        using var other = RunRecord.Open(service.Folder);
        var e = await Thrown.ByAsync(() => service.RunAsync());
        Assert.That((e.Diagnostics[0].Code, service.Arize.Server.Connections), Is.EqualTo(("ARIZE3008", 0)));
        Assert.That(e.Message, Does.Contain(service.Folder).And.Contains("give each its own record folder"));
    }

    [Test]
    public async Task A_record_is_free_again_when_its_holder_is_done()
    {
        RunRecord.Open(service.Folder).Dispose();
        Assert.That((await service.RunAsync()).How, Is.EqualTo(TriggerOutcome.Started));
        Assert.That(Directory.GetFiles(service.Folder).Select(Path.GetFileName), Is.EqualTo(new[] { "run.json" }), "no lock and no half file is left");
    }

    [Test]
    public async Task A_record_that_cannot_be_written_sends_nothing()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(service.Folder)!);
        await File.WriteAllTextAsync(service.Folder, "a file where the folder should be");
        var e = await Thrown.ByAsync(() => service.RunAsync());
        Assert.That((e.Code, service.Arize.Server.Connections), Is.EqualTo((GateErrorCode.Record, 0)));
    }

    [Test]
    public async Task A_record_that_cannot_be_written_just_before_the_trigger_sends_nothing()
    {
        Directory.CreateDirectory(service.RecordFile); // a folder where the file should be
        var e = await Thrown.ByAsync(() => service.RunAsync());
        Assert.That((e.Code, service.Sent.Count), Is.EqualTo((GateErrorCode.Record, 0)));
    }

    [Test]
    public async Task A_run_that_cannot_be_written_down_is_cancelled_and_not_left_behind([Values] bool isAnswerLost)
    {
        service.Triggers[0] = () =>
        {
            var reply = isAnswerLost ? service.Applied(Reply.Reset()) : service.Starts();
            Directory.Delete(service.Folder, recursive: true);
            File.WriteAllText(service.Folder, "the disk plays tricks");
            return reply;
        };
        var e = await Thrown.ByAsync(() => service.RunAsync());
        Assert.That((e.Code, service.Sent.Count, service.Cancels), Is.EqualTo((GateErrorCode.Record, 1, 1)));
        Assert.That(e.Message, Does.Contain($"Run {Id("TaskRun:910:r")} was cancelled"));
    }

    [Test]
    public async Task The_record_holds_no_key()
    {
        await service.RunAsync();
        Assert.That(await File.ReadAllTextAsync(service.RecordFile), Does.Contain(service.Record["runId"]!.ToString()).And.Not.Contain(Key).And.Not.Contain("Bearer"));
    }

    [Test]
    public void An_entry_is_read_back_as_it_was_written()
    {
        using var record = RunRecord.Open(service.Folder);
        var owner = new RecordOwner { Gate = "g \"q\" ü", Build = "b", Service = "https://api.arize.com" };
        var entry = new SendEntry
        {
            Kind = SendKind.Run, State = SendState.Started, TaskId = TaskId, TaskName = "n", ExperimentName = "e",
            Fingerprint = new DateTimeOffset(2026, 11, 23, 9, 0, 0, 123, 456, TimeSpan.Zero), Prepared = new DateTimeOffset(2026, 11, 23, 9, 0, 1, TimeSpan.Zero),
            Before = [RunId, "x"], RunId = RunId, ExperimentId = "e1", Status = "COMPLETED",
        };
        record.Begin(owner, entry.Prepared);
        record.Write(entry);
        record.Dispose();
        using var again = RunRecord.Open(service.Folder);
        Assert.That((again.Owner, again.Sends.Single() with { Before = [], Experiments = [] }), Is.EqualTo((owner, entry with { Before = [], Experiments = [] })));
        Assert.That(again.Sends.Single().Before, Is.EqualTo(entry.Before));
    }
}
