using Arize.Emulator.State;

namespace Arize.Emulator.Simulation;

/// <summary>Which rows an evaluation run scores, and with what result.</summary>
sealed class EvaluationPlan(World world, TaskRun run, EvaluationOrder order)
{
    readonly DateTimeOffset visibleFrom = (run.EndsAt ?? DateTimeOffset.MaxValue.AddYears(-1)) + world.Scenario.ScoresLateBy;

    /// <summary>One outcome for each row of each experiment; the results go to the order.</summary>
    public IReadOnlyList<Outcome> WorkOut() =>
        [.. world.Experiments.Where(experiment => order.ExperimentIds.Contains(experiment.Id)).SelectMany(Rows).OfType<Outcome>()];

    IEnumerable<Outcome?> Rows(Experiment experiment)
    {
        var dataset = world.Datasets.Find(dataset => dataset.Id == experiment.DatasetId);
        var version = dataset?.Versions.FirstOrDefault(version => version.Id == experiment.DatasetVersionId);
        var examples = version?.Examples.ToDictionary(example => example.Id) ?? [];

        foreach (var row in experiment.RowsAt(run.BeginsAt))
            yield return Judge(experiment, dataset, row, row.ExampleId is null ? null : examples.GetValueOrDefault(row.ExampleId));
    }

    /// <summary>Null for a row that the filters leave out.</summary>
    Outcome? Judge(Experiment experiment, Dataset? dataset, Row row, Example? example)
    {
        if (!Matches(run.Task.QueryFilter, example))
            return null;

        var todo = run.Task.Evaluators
            .Where(attached => Matches(attached.QueryFilter, example) && (order.Override || !row.HasScoreOf(attached.Evaluator.Name)))
            .ToList();
        if (todo.Count == 0 || row.Output is null)
            return Outcome.Skipped;

        var failed = false;
        foreach (var attached in todo)
        {
            var column = attached.Evaluator.Setup.Reference ?? dataset?.Reference;
            var reference = column is null ? null : example?.Text(column);
            var score = Scoring.Of(attached.Evaluator, experiment, row, reference, visibleFrom);
            failed |= score is null;
            if (score is not null)
                order.Results.Add((row, score));
        }

        return failed ? Outcome.Error : Outcome.Success;
    }

    static bool Matches(string? filter, Example? example) =>
        filter is null || example is null || QueryFilter.Parse(filter)!.Matches(example);
}
