using System.Runtime.InteropServices;
using Arize.Emulator.State;

namespace Arize.Emulator.Simulation;

/// <summary>
/// Lets the effects of runs happen: an experiment when a run begins, scores and follow-up runs when it ends. Called before each request is
/// handled, it catches up with the clock in the order in which things happened.
/// </summary>
sealed class RunEngine(World world)
{
    public void CatchUp(DateTimeOffset now)
    {
        while (NextEvent(now) is { } run)
        {
            if (run.HasBegun)
                End(run);
            else
                Begin(run);
        }
    }

    /// <summary>Starts a run that evaluates experiments.</summary>
    public TaskRun Evaluate(TaskDefinition task, IReadOnlyList<string> experimentIds, bool again, DateTimeOffset at)
    {
        var run = new TaskRun
        {
            Id = world.Ids.Next("TaskRun"),
            Task = task,
            CreatedAt = at,
            Timeline = task.Setup?.Run ?? world.Scenario.Evaluations,
            EvaluationOrder = new EvaluationOrder(experimentIds, again),
        };
        world.Runs.Add(run);
        return run;
    }

    TaskRun? NextEvent(DateTimeOffset now) =>
        world.Runs.Where(run => Due(run) <= now).MinBy(Due);

    static DateTimeOffset? Due(TaskRun run) =>
        run.HasEnded ? null : run.HasBegun ? run.EndsAt : run.CancelledAt < run.BeginsAt ? run.CancelledAt : run.BeginsAt;

    void Begin(TaskRun run)
    {
        run.HasBegun = true;
        if (run.CancelledAt < run.BeginsAt)
        {
            run.HasEnded = true;
            return;
        }

        if (run.ExperimentOrder is { } order)
            Provision(run, order);
        if (run.EvaluationOrder is { } evaluation)
            Plan(run, new EvaluationPlan(world, run, evaluation).WorkOut());
        if (run.SpanOrder is { } spans)
            Plan(run, new SpanEvaluation(world).WorkOut(run, spans));
    }

    void Provision(TaskRun run, ExperimentOrder order)
    {
        var experiment = new Experiment
        {
            Id = world.Ids.Next("Experiment"),
            Name = order.Name,
            SpaceId = order.Dataset.SpaceId,
            DatasetId = order.Dataset.Id,
            DatasetVersionId = order.Version.Id,
            IntegrationId = order.IntegrationId,
            TracesProjectId = order.TracesProjectId,
            Model = order.Model,
            CreatedAt = run.BeginsAt,
            Rows = order.Rows,
            Run = run,
        };
        world.Experiments.Add(experiment);
        run.ExperimentId = experiment.Id;
    }

    /// <summary>Works out the results. With nothing to evaluate the server cancels the run and gives no reason.</summary>
    static void Plan(TaskRun run, IReadOnlyList<Outcome> outcomes)
    {
        run.Outcomes = outcomes;
        if (!run.Outcomes.Any(outcome => outcome != Outcome.Skipped))
        {
            run.Outcomes = [];
            run.Timeline = new ScenarioTimeline { Pending = run.Timeline.Pending, Running = TimeSpan.Zero, Ends = RunEnd.Cancelled };
        }
    }

    void End(TaskRun run)
    {
        run.HasEnded = true;
        var end = run.EndsAt!.Value;
        if (run.At(end).Status != "COMPLETED")
            return;

        foreach (var (row, score) in run.EvaluationOrder?.Results ?? [])
            row.Scores.Add(score);
        foreach (var (span, score) in run.SpanOrder?.Results ?? [])
            (CollectionsMarshal.GetValueRefOrAddDefault(world.SpanScores, span, out _) ??= []).Add(score);

        foreach (var id in run.ExperimentOrder?.EvaluationTaskIds ?? [])
        {
            if (world.Tasks.Find(task => task.Id == id) is { } task)
                Evaluate(task, [run.ExperimentId!], again: false, end);
        }
    }
}
