using Arize.Emulator.Simulation;

namespace Arize.Emulator.State;

/// <summary>Everything the emulator holds. Callers take <see cref="Gate"/> around reads and writes.</summary>
sealed class World(Scenario scenario)
{
    public Lock Gate { get; } = new();

    public Scenario Scenario => scenario;

    public Ids Ids { get; } = new();

    public string OrganizationId { get; set; } = "";

    public string UserId { get; set; } = "";

    public List<Space> Spaces { get; } = [];

    public List<Project> Projects { get; } = [];

    public List<AiIntegration> AiIntegrations { get; } = [];

    public List<AgentIntegration> Agents { get; } = [];

    public List<Evaluator> Evaluators { get; } = [];

    public List<Prompt> Prompts { get; } = [];

    public List<Dataset> Datasets { get; } = [];

    /// <summary>The traffic of the projects that have some, by id.</summary>
    public Dictionary<string, Traffic> Traffic { get; } = [];

    /// <summary>What runs have scored, by span; all results, oldest first.</summary>
    public Dictionary<string, List<Score>> SpanScores { get; } = [];

    public List<TaskDefinition> Tasks { get; } = [];

    /// <summary>Oldest first.</summary>
    public List<TaskRun> Runs { get; } = [];

    public List<Experiment> Experiments { get; } = [];

    /// <summary>The key of an evaluator in the scenario.</summary>
    public string KeyOf(Evaluator evaluator) =>
        scenario.Spaces.Values.SelectMany(space => space.Evaluators).First(it => it.Value == evaluator.Setup).Key;

    /// <summary>Whether an experiment name is taken on a dataset, by an experiment or by a run that will make it.</summary>
    public bool IsTaken(string datasetId, string experimentName) =>
        Experiments.Any(experiment => experiment.DatasetId == datasetId && experiment.Name == experimentName)
        || Runs.Any(run => !run.HasEnded && run.ExperimentOrder is { } order
            && order.Dataset.Id == datasetId && order.Name == experimentName);

    public void Delete(TaskDefinition task)
    {
        Tasks.Remove(task);
        Runs.RemoveAll(run => run.Task == task);
    }

    public void Delete(Experiment experiment)
    {
        Experiments.Remove(experiment);
        foreach (var task in Tasks)
            task.ExperimentIds.Remove(experiment.Id);
    }
}
