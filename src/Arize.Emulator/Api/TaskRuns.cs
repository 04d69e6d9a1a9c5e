using System.Text.Json.Nodes;
using Arize.Emulator.Http;
using Arize.Emulator.State;

namespace Arize.Emulator.Api;

/// <summary>Runs: list, get, cancel.</summary>
static class TaskRuns
{
    static readonly string[] States = ["PENDING", "RUNNING", "COMPLETED", "FAILED", "CANCELLED"];

    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("list_task_runs", "GET", "/v2/tasks/{task_id}/runs", ["status", .. Filters.Paging], List),
        new("get_task_run", "GET", "/v2/task-runs/{run_id}", [], call => Answer.Ok(Json(call, Named(call)))),
        new("cancel_task_run", "POST", "/v2/task-runs/{run_id}/cancel", [], Cancel),
    ];

    public static JsonObject Json(Call call, TaskRun run)
    {
        var state = run.At(call.Now);
        var done = run.Outcomes.Take(state.Done).ToList();
        var json = new JsonObject
        {
            ["id"] = run.Id,
            ["task_id"] = run.Task.Id,
            ["experiment_id"] = run.ExperimentId,
            ["status"] = call.Words.Say(state.Status),
            ["run_started_at"] = Stamp.Of(state.BegunAt),
            ["run_finished_at"] = Stamp.Of(state.EndedAt),
            ["data_start_time"] = Stamp.Exact(run.DataStart),
            ["data_end_time"] = Stamp.Exact(run.DataEnd),
            ["num_successes"] = done.Count(outcome => outcome == Outcome.Success),
            ["num_errors"] = done.Count(outcome => outcome == Outcome.Error),
            ["num_skipped"] = done.Count(outcome => outcome == Outcome.Skipped),
            ["created_at"] = Stamp.Of(run.CreatedAt),
            ["created_by_user_id"] = call.World.UserId,
        };
        if (!call.Words.IsOld)
            json["failure_reason"] = state.IsFinal && run.CancelledAt is null ? run.Timeline.FailureReason : null;
        return json;
    }

    static TaskRun Named(Call call) => call.At(call.World.Runs, "run_id", "task run");

    static Answer List(Call call)
    {
        var task = Tasks.Named(call);
        var status = call.Query.OneOf("status", States);
        var newestFirst = call.World.Runs.Where(run => run.Task == task).OrderByDescending(run => run.CreatedAt)
            .Where(run => status is null || run.At(call.Now).Status == status);
        return Page.Of(call, "task_runs", newestFirst, run => Json(call, run));
    }

    static Answer Cancel(Call call)
    {
        var run = Named(call);
        if (call.World.Scenario.StrictCancel && call.RawBody is not null)
            throw Refusal.Malformed("A cancel has no body.");
        if (!run.Cancel(call.Now))
            throw Refusal.Malformed($"The run is {call.Words.Say(run.At(call.Now).Status)}; only a live one can be cancelled.");

        return Answer.Ok(Json(call, run));
    }
}
