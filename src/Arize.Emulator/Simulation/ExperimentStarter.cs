using System.Globalization;
using System.Text.Json.Nodes;
using Arize.Emulator.State;

namespace Arize.Emulator.Simulation;

/// <summary>Starts a run of a RUN_EXPERIMENT task: chooses the examples and has the simulated model write the rows.</summary>
sealed class ExperimentStarter(World world)
{
    public TaskRun Start(TaskDefinition task, ExperimentRequest request, DateTimeOffset at)
    {
        var dataset = world.Datasets.First(dataset => dataset.Id == task.DatasetId);
        var version = request.Version ?? dataset.Versions[^1];
        var configuration = task.RunConfiguration!;
        var name = request.Model ?? ModelName(configuration);
        var model = name is not null && world.Scenario.Models.TryGetValue(name, out var known) ? known : world.Scenario.DefaultModel;
        var examples = request.Choose(version.Examples);
        var rows = new SimulatedModel(name ?? "", model).Run(dataset, version, examples, request.Name, NoiseOfNextRun(task), configuration);

        var run = new TaskRun
        {
            Id = world.Ids.Next("TaskRun"),
            Task = task,
            CreatedAt = at,
            Timeline = task.Setup?.Run ?? model,
            Outcomes = [.. rows.Select(row => row.Error is null ? Outcome.Success : Outcome.Error)],
            ExperimentOrder = new(
                request.Name,
                dataset,
                version,
                name,
                configuration["integration_id"]?.GetValue<string>(),
                request.Traced ? world.Projects.Find(project => project.SpaceId == task.SpaceId)?.Id : null,
                rows,
                request.EvaluationTaskIds),
        };
        world.Runs.Add(run);
        return run;
    }

    /// <summary>
    /// What seeds the noise of a run: the scenario, the task, and how many runs of the task there were before. So the first run of a task is the same in every emulator, whatever its experiment is called, and
    /// the next one differs from it.
    /// </summary>
    string NoiseOfNextRun(TaskDefinition task) =>
        string.Create(CultureInfo.InvariantCulture, $"{world.Scenario.Seed} {task.Name} {world.Runs.Count(run => run.Task == task)}");

    /// <summary>The model that stands behind a configuration: named, the integration's first, or the agent's.</summary>
    string? ModelName(JsonObject configuration)
    {
        if (configuration["model_name"]?.GetValue<string>() is { } name)
            return name;

        var integration = configuration["ai_integration_id"]?.GetValue<string>();
        var agent = configuration["integration_id"]?.GetValue<string>();
        return agent is not null
            ? world.Agents.Find(it => it.Id == agent)?.Model
            : world.AiIntegrations.Find(it => it.Id == integration) is { Models: [var first, ..] } ? first : null;
    }
}
