using System.Globalization;
using System.Text.Json.Nodes;
using Arize.Emulator.Http;
using Arize.Emulator.Simulation;
using Arize.Emulator.State;
using static Arize.Emulator.Http.Shapes;

namespace Arize.Emulator.Api;

/// <summary>Starts runs. Which body fits follows from the stored task.</summary>
static class Triggering
{
    static readonly TimeSpan LongestWindow = TimeSpan.FromDays(30);

    static readonly Shape OfProject = Closed(
        May("data_start_time", Instant), May("data_end_time", Instant), May("max_spans", Integer(1)), May("override_evaluations", Flag));

    static readonly Shape OfExperiments = Closed(
        May("max_spans", Integer(1)), May("override_evaluations", Flag), May("experiment_ids", ListOf(Id)));

    static readonly Shape OfModel = Closed(
        Must("experiment_name", ExperimentName), May("dataset_version_id", Id), May("example_ids", ListOf(Text())), May("max_examples", Integer(1)),
        May("query_filter", Text()), May("tracing_metadata", MapOf(Text())), May("evaluation_task_ids", ListOf(Id)));

    public static Answer Trigger(Call call)
    {
        var task = Tasks.Named(call);
        var run = task.RunsExperiments ? RunExperiment(call, task)
            : task.ProjectId is not null ? EvaluateProject(call, task)
            : EvaluateExperiments(call, task);
        return Answer.Created(TaskRuns.Json(call, run));
    }

    static TaskRun RunExperiment(Call call, TaskDefinition task)
    {
        var body = call.Body(OfModel);
        if (body.ContainsKey("example_ids") && body.ContainsKey("max_examples"))
            throw Refusal.Malformed("example_ids and max_examples exclude each other.");

        var name = body["experiment_name"]!.GetValue<string>();
        if (name.Length == 0)
            throw Refusal.AgainstTheRules("experiment_name must not be empty.");

        var dataset = Call.Find(call.World.Datasets, task.DatasetId!, "dataset");
        var version = body["dataset_version_id"]?.GetValue<string>() is { } id
            ? Call.Find(dataset.Versions, id, "version of the task's dataset") : dataset.Versions[^1];
        var request = new ExperimentRequest(name)
        {
            Version = version,
            ExampleIds = body.ContainsKey("example_ids") ? Texts(body, "example_ids") : null,
            MaxExamples = Count(body, "max_examples"),
            Filter = Filter(call, body),
            Traced = body.ContainsKey("tracing_metadata"),
            EvaluationTaskIds = Texts(body, "evaluation_task_ids"),
        };
        var unknown = Texts(body, "example_ids").Except(version.Examples.Select(example => example.Id)).ToList();
        if (unknown.Count > 0)
            throw Refusal.AgainstTheRules($"The dataset version has no example '{unknown[0]}'.");
        if (!request.Choose(version.Examples).Any())
            throw Refusal.AgainstTheRules("No example of the dataset version is left to run.");
        foreach (var evaluation in request.EvaluationTaskIds)
            CheckEvaluationTask(Call.Find(call.World.Tasks, evaluation, "task"), dataset);
        if (call.World.IsTaken(dataset.Id, name))
            throw Refusal.Taken($"An experiment '{name}' exists on the dataset.");

        return new ExperimentStarter(call.World).Start(task, request, call.Now);
    }

    static void CheckEvaluationTask(TaskDefinition task, Dataset dataset)
    {
        if (task.RunsExperiments || task.DatasetId != dataset.Id)
            throw Refusal.AgainstTheRules($"'{task.Name}' is not an evaluation task on the dataset '{dataset.Name}'.");
    }

    static QueryFilter? Filter(Call call, JsonObject body) =>
        Filters.Accepted(call, body["query_filter"]?.GetValue<string>(), projectId: null) is { } text ? QueryFilter.Parse(text) : null;

    static TaskRun EvaluateExperiments(Call call, TaskDefinition task)
    {
        var body = call.Body(OfExperiments, isOptional: true);
        var named = Texts(body, "experiment_ids");
        foreach (var id in named)
            TaskCreation.CheckExperiment(call, id, task.DatasetId);

        var again = body["override_evaluations"]?.GetValue<bool>() ?? false;
        return new RunEngine(call.World).Evaluate(task, named.Count > 0 ? named : [.. task.ExperimentIds], again, call.Now);
    }

    static TaskRun EvaluateProject(Call call, TaskDefinition task)
    {
        var body = call.Body(OfProject, isOptional: true);
        var last = call.World.Runs.Where(run => run.Task == task).Max(run => run.DataEnd);
        var start = Time(body, "data_start_time") ?? last
            ?? throw Refusal.AgainstTheRules("data_start_time is needed for the first run of a task.");
        var end = Time(body, "data_end_time") ?? call.Now;
        if (start >= end)
            throw Refusal.AgainstTheRules("data_start_time has to be before data_end_time.");
        if (end - start > LongestWindow)
            throw Refusal.AgainstTheRules("The time window may span 30 days at most.");

        var most = Count(body, "max_spans") ?? 10_000;
        var hasTraffic = call.World.Traffic.ContainsKey(task.ProjectId!);
        var counts = task.Setup?.Counts ?? new ScenarioCounts();
        var items = Enumerable.Repeat(Outcome.Success, counts.Successes)
            .Concat(Enumerable.Repeat(Outcome.Error, counts.Errors))
            .Concat(Enumerable.Repeat(Outcome.Skipped, counts.Skipped));
        var run = new TaskRun
        {
            Id = call.World.Ids.Next("TaskRun"),
            Task = task,
            CreatedAt = call.Now,
            Timeline = task.Setup?.Run ?? call.World.Scenario.Evaluations,
            Outcomes = hasTraffic ? [] : [.. items.Take(most)],
            SpanOrder = hasTraffic ? new SpanOrder(most, body["override_evaluations"]?.GetValue<bool>() ?? false) : null,
            DataStart = start,
            DataEnd = end,
        };
        call.World.Runs.Add(run);
        return run;
    }

    static DateTimeOffset? Time(JsonObject body, string key) =>
        body[key]?.GetValue<string>() is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;

    static int? Count(JsonObject body, string key) =>
        body[key]?.GetValue<long>() is { } count ? (int)Math.Min(count, int.MaxValue) : null;

    static List<string> Texts(JsonObject body, string key) =>
        [.. (body[key] as JsonArray ?? []).Select(item => item!.GetValue<string>())];
}
