using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Running;

/// <summary>A gate without its run: everything is looked up and checked, and it says what the run would be able to show.</summary>
internal sealed class GateDryRun(ArizeClient arize, IBuildLog log, GateRequest request)
{
    readonly GateDefinition gate = request.Gate!;

    /// <summary>Looks up and says.</summary>
    /// <returns>What would stop the gate, and warnings.</returns>
    public async Task<IReadOnlyList<GateDiagnostic>> RunAsync(CancellationToken cancellationToken)
    {
        var preparation = new GatePreparation(arize, log, request) { IsDryRun = true };
        var found = await preparation.ReadAsync(cancellationToken).ConfigureAwait(false);
        var examples = await preparation.ExamplesAsync(found, cancellationToken).ConfigureAwait(false);
        Say(found.Task is { } task ? await RunAsync(task, examples, cancellationToken).ConfigureAwait(false)
            : gate.Run is { } run ? $"would make task {RemoteText.Quote(run.Task)} and run it over dataset {RemoteText.Quote(run.Dataset!)}"
            : found.Results is { } results ? $"would upload {RemoteText.Quote(gate.Results!.File)} on dataset {RemoteText.Quote(results.Dataset.Name)}, which has {NumberFormat.Count(results.Examples.Count, "example")}"
            : found.Traffic is { } traffic ? $"would judge project {RemoteText.Quote(traffic.Project.Name)} ({traffic.Project.Id}), {traffic.Candidate}"
            : $"would judge experiment {RemoteText.Quote(found.Experiment!.Name)} ({found.Experiment.Id})");
        foreach (var evaluation in found.Evaluations)
            Say($"{(gate.Chained ? "the service would evaluate" : "would evaluate")} with {RemoteText.Quote(evaluation.Name)} ({evaluation.Id}: {string.Join(", ", evaluation.Evaluators.Select(e => RemoteText.OneLine(e.Name, 60)))})");
        foreach (var line in gate.Traces is null ? [] : new TrafficPreparation(arize, request).Unscored(found.Evaluations))
            Say(line);
        if (found is { Traffic: { } windows, IsStopped: false })
            found = found.With(await TrafficAsync(windows, cancellationToken).ConfigureAwait(false));
        if (found.Compared is { Used: { } baseline })
            Say($"would compare with {RemoteText.Quote(baseline.Name)}{(baseline.ExperimentId is { } id ? $" ({id})" : "")}");
        if (found.Task is { Type: TaskType.RunExperiment } && examples is { } count && (gate.Run!.Repeats - 1 + gate.Looks) is var runs)
            Say($"would cost at most {NumberFormat.Count(runs, "run")}, {NumberFormat.Count((double)runs * count, "answer")} and "
                + NumberFormat.Count((double)runs * count * found.Evaluations.Sum(e => e.Evaluators.Count), "evaluation"));
        var forecast = await new DryRunForecast(arize, log, gate).ReadAsync(found, cancellationToken).ConfigureAwait(false);
        foreach (var line in forecast.Lines)
            Say(line);
        found = found.With(forecast.Warnings);
        log.Milestone($"Gate {RemoteText.Quote(request.Name)}, dry run: {(gate.Criteria.Count switch { 0 => "", 1 => "one criterion checked. ", var n => $"{n} criteria checked. " })}Nothing was triggered.");
        return [.. found.Diagnostics.Select(f => f with { At = f.At ?? (gate.Path is null ? null : new SourcePosition(gate.Path, 1, 1)), Message = $"Gate {RemoteText.Quote(request.Name)}: {f.Message}" })];
    }

    /// <summary>The windows are read, which costs nothing: how much traffic there is, and how much of it has scores now.</summary>
    async Task<IReadOnlyList<GateDiagnostic>> TrafficAsync(TrafficFound traffic, CancellationToken cancellationToken)
    {
        var reading = new TrafficReading(arize, log, gate, traffic);
        var (candidate, baseline) = await reading.ReadAsync(null, [], TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        Say($"the window holds {reading.Scored(candidate)}{(baseline is null ? "" : $", the baseline's {reading.Scored(baseline)}")}");
        return reading.Diagnostics;
    }

    /// <summary>The trigger is completed and checked as if it were sent.</summary>
    async Task<string> RunAsync(ArizeTask task, int? examples, CancellationToken cancellationToken)
    {
        var plan = await arize.Tasks.PlanTriggerAsync(gate.Trigger(task.Id), t => t.Type == TaskType.RunExperiment && gate.Run!.Name is null
            ? gate.Trigger(t.Id) with { ExperimentName = ExperimentNames.Make(t.Name, request.Name, request.Context.Project, request.Context.Build, arize.TimeProvider.GetUtcNow()) }
            : gate.Trigger(t.Id), cancellationToken).ConfigureAwait(false);
        return $"would run task {RemoteText.Quote(task.Name)} ({task.Id}) over {(task.Type != TaskType.RunExperiment ? "the data that it evaluates"
            : $"{NumberFormat.Count(examples ?? 0, "example")} as experiment {RemoteText.Quote(plan.Body["experiment_name"]!.GetValue<string>())}")}";
    }

    void Say(string what) => log.Milestone($"Gate {RemoteText.Quote(request.Name)}, dry run: {what}.");
}
