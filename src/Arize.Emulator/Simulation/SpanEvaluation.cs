using Arize.Emulator.State;

namespace Arize.Emulator.Simulation;

/// <summary>Which spans an evaluation run over a project scores, and which scores a span has.</summary>
sealed class SpanEvaluation(World world)
{
    /// <summary>One outcome for each span that the run looks at; the results go to the order.</summary>
    public IReadOnlyList<Outcome> WorkOut(TaskRun run, SpanOrder order)
    {
        var traffic = world.Traffic[run.Task.ProjectId!];
        var filter = Parsed(run.Task.QueryFilter);
        var visibleFrom = (run.EndsAt ?? DateTimeOffset.MaxValue.AddYears(-1)) + world.Scenario.ScoresLateBy;
        var found = traffic.Spans(run.DataStart!.Value, run.DataEnd!.Value, run.BeginsAt - traffic.EvaluatedAfter)
            .Where(it => filter?.Matches(it.Span.Text) != false && IsSampled(run.Task, it.Span))
            .Take(order.MaxSpans);
        return [.. found.Select(it => Judge(run, order, it, visibleFrom)).OfType<Outcome>()];
    }

    /// <summary>The newest result of each evaluator that can be read at a moment: of runs, and of tasks that evaluate what arrives.</summary>
    public IEnumerable<Score> ScoresAt(string projectId, (LiveTrace Trace, LiveSpan Span) it, DateTimeOffset now) =>
        Continuous(projectId, it).Concat(world.SpanScores.GetValueOrDefault(it.Span.Id) ?? [])
            .Where(score => score.VisibleFrom <= now).GroupBy(score => score.Evaluator).Select(scores => scores.Last());

    /// <summary>Null for a span that the filters of the evaluators leave out.</summary>
    Outcome? Judge(TaskRun run, SpanOrder order, (LiveTrace Trace, LiveSpan Span) it, DateTimeOffset visibleFrom)
    {
        var attached = run.Task.Evaluators.Where(evaluator => Parsed(evaluator.QueryFilter)?.Matches(it.Span.Text) != false).ToList();
        if (attached.Count == 0)
            return null;

        var has = Continuous(run.Task.ProjectId!, it).Concat(world.SpanScores.GetValueOrDefault(it.Span.Id) ?? []).Select(score => score.Evaluator).ToHashSet();
        var todo = attached.Where(evaluator => order.Override || !has.Contains(evaluator.Evaluator.Name)).ToList();
        if (todo.Count == 0 || it.Span.Error is not null)
            return Outcome.Skipped;

        var scores = todo.Select(evaluator => SpanScoring.Of(evaluator.Evaluator, world.KeyOf(evaluator.Evaluator), it, visibleFrom)).ToList();
        order.Results.AddRange(scores.OfType<Score>().Select(score => (it.Span.Id, score)));
        return scores.Contains(null) ? Outcome.Error : Outcome.Success;
    }

    /// <summary>What continuous tasks have made of a span; it can be read as soon as the span can be evaluated.</summary>
    IEnumerable<Score> Continuous(string projectId, (LiveTrace Trace, LiveSpan Span) it) =>
        from task in world.Tasks
        where task.IsContinuous && task.ProjectId == projectId && it.Span.Error is null && IsSampled(task, it.Span) && Parsed(task.QueryFilter)?.Matches(it.Span.Text) != false
        from attached in task.Evaluators
        where Parsed(attached.QueryFilter)?.Matches(it.Span.Text) != false
        let score = SpanScoring.Of(attached.Evaluator, world.KeyOf(attached.Evaluator), it, it.Span.End + world.Traffic[projectId].EvaluatedAfter + world.Scenario.ScoresLateBy)
        where score is not null
        select score;

    static bool IsSampled(TaskDefinition task, LiveSpan span) => task.SamplingRate is not { } rate || Draw.Share(task.Id, span.Id) < rate;

    static QueryFilter? Parsed(string? filter) => filter is null ? null : QueryFilter.Parse(filter);
}
