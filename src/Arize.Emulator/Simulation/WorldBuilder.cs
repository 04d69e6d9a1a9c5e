using System.Text.Json.Nodes;
using Arize.Emulator.State;

namespace Arize.Emulator.Simulation;

/// <summary>Makes the world that a scenario describes, as it is when the emulator starts.</summary>
sealed class WorldBuilder(Scenario scenario, DateTimeOffset start)
{
    readonly World world = new(scenario);
    readonly DateTimeOffset founded = start - TimeSpan.FromDays(45);
    readonly Dictionary<string, Space> spaces = [];

    public static World Build(Scenario scenario, DateTimeOffset start) => new WorldBuilder(scenario, start).Build();

    World Build()
    {
        world.OrganizationId = world.Ids.Next("Organization");
        world.UserId = world.Ids.Next("User");
        foreach (var (key, setup) in scenario.Spaces)
            Add(key, setup);

        new RunEngine(world).CatchUp(start);
        foreach (var (key, setup) in scenario.Spaces)
            PointTasksAtExperiments(spaces[key], setup);

        world.Ids.Random = true;
        return world;
    }

    void Add(string name, ScenarioSpace setup)
    {
        var space = spaces[name] = new Space(world.Ids.Next("Space"), setup.Name ?? name, setup.Description, founded);
        world.Spaces.Add(space);
        foreach (var (key, it) in setup.AiIntegrations)
            world.AiIntegrations.Add(new(world.Ids.Next("LlmIntegration"), it.Name ?? key, space.Id, it.Provider, it.Models, founded));
        foreach (var (key, it) in setup.Agents)
            world.Agents.Add(new(world.Ids.Next("RemoteEndpointIntegration"), it.Name ?? key, space.Id, it.Endpoint, it.Model, founded));
        foreach (var (key, it) in setup.Evaluators)
            world.Evaluators.Add(new(world.Ids.Next("Evaluator"), it.Name ?? key, space.Id, it, Versions(it), founded));
        foreach (var (key, it) in setup.Prompts)
            world.Prompts.Add(new(world.Ids.Next("Prompt"), it.Name ?? key, space.Id, it.Description, Versions(it), founded));
        foreach (var (key, it) in setup.Datasets)
            world.Datasets.Add(Dataset(it.Name ?? key, it, space));

        foreach (var (key, it) in setup.Projects)
            world.Projects.Add(Project(it.Name ?? key, it, setup, space));

        var tasks = setup.Tasks.ToDictionary(task => task.Key, task => Task(task.Value.Name ?? task.Key, task.Value, setup, space));
        world.Tasks.AddRange(tasks.Values);
        foreach (var (key, it) in setup.Experiments)
            Experiment(it.Name ?? key, it, tasks);
    }

    Project Project(string name, ScenarioProject setup, ScenarioSpace siblings, Space space)
    {
        var project = new Project(world.Ids.Next("Project"), name, space.Id, founded);
        if (setup.RequestsPerHour <= 0)
            return project;

        var dataset = InSpace(world.Datasets, setup.Dataset is { } key ? Named(siblings.Datasets, key) : null, space);
        var examples = from example in dataset?.Versions[^1].Examples ?? []
                       let question = example.Text("question")
                       let answer = dataset?.Reference is { } column ? example.Text(column) : null
                       where question is not null && answer is not null
                       select (question, answer);
        world.Traffic[project.Id] = new Traffic(setup, setup.Seed ?? name, start, [.. examples]);
        return project;
    }

    List<EvaluatorVersion> Versions(ScenarioEvaluator setup) =>
        [.. setup.Versions.Select((message, i) => new EvaluatorVersion(world.Ids.Next("EvaluatorVersion"), message, founded.AddDays(i)))];

    List<PromptVersion> Versions(ScenarioPrompt setup) =>
        [.. setup.Versions.Select((version, i) => new PromptVersion(world.Ids.Next("PromptVersion"), version, founded.AddDays(i)))];

    Dataset Dataset(string name, ScenarioDataset setup, Space space)
    {
        var examples = setup.Examples.Select((columns, i) => Example(name, columns, i)).ToList();
        var versions = setup.Versions
            .Select((version, i) => new DatasetVersion(world.Ids.Next("DatasetVersion"), version, examples, founded.AddDays(i)));
        return new(world.Ids.Next("Dataset"), name, space.Id, setup.Reference, [.. versions], founded);
    }

    Example Example(string dataset, JsonObject columns, int index)
    {
        var own = columns.DeepClone().AsObject();
        own.Remove("id", out var id);
        return new(id?.GetValue<string>() ?? Ids.Uuid(dataset, $"{index}"), own, founded);
    }

    TaskDefinition Task(string name, ScenarioTask setup, ScenarioSpace siblings, Space space)
    {
        var dataset = InSpace(world.Datasets, setup.Dataset is { } key ? Named(siblings.Datasets, key) : null, space);
        return new()
        {
            Id = world.Ids.Next("OnlineTask"),
            Name = name,
            SpaceId = space.Id,
            Type = setup.Type,
            DatasetId = dataset?.Id,
            ProjectId = InSpace(world.Projects, setup.Project is { } project ? Named(siblings.Projects, project) : null, space)?.Id,
            SamplingRate = setup.Project is null ? null : setup.SamplingRate ?? 1,
            IsContinuous = setup.IsContinuous,
            QueryFilter = setup.QueryFilter,
            Evaluators = [.. setup.Evaluators.Select(evaluator => Attached(evaluator, siblings, space))],
            RunConfiguration = setup.Type == "RUN_EXPERIMENT" ? RunConfiguration(setup, siblings, space) : null,
            Setup = setup,
            CreatedAt = founded,
            UpdatedAt = founded,
        };
    }

    TaskEvaluator Attached(string key, ScenarioSpace siblings, Space space) =>
        new(InSpace(world.Evaluators, Named(siblings.Evaluators, key), space)!, null, null, null);

    JsonObject RunConfiguration(ScenarioTask setup, ScenarioSpace siblings, Space space)
    {
        if (setup.Agent is not null)
        {
            return new()
            {
                ["experiment_type"] = "AGENT_CALL",
                ["integration_id"] = InSpace(world.Agents, Named(siblings.Agents, setup.Agent), space)!.Id,
                ["input_template"] = new JsonObject { ["question"] = "{{question}}" },
            };
        }

        var versions = setup.Prompt is null ? [] : InSpace(world.Prompts, Named(siblings.Prompts, setup.Prompt), space)!.Versions;
        var prompt = versions.LastOrDefault(version => version.Setup.Labels.Contains("production"))
            ?? (versions is [.., var latest] ? latest : null);
        var integration = setup.AiIntegration is null
            ? world.AiIntegrations.First(it => it.SpaceId == space.Id) : InSpace(world.AiIntegrations, Named(siblings.AiIntegrations, setup.AiIntegration), space)!;
        var configuration = new JsonObject
        {
            ["experiment_type"] = "LLM_GENERATION",
            ["ai_integration_id"] = integration.Id,
            ["messages"] = new JsonArray(
                Message("SYSTEM", prompt?.Setup.System ?? "Answer briefly."), Message("USER", prompt?.Setup.User ?? "{question}")),
            ["input_variable_format"] = "F_STRING",
        };
        if (setup.Model is not null)
            configuration["model_name"] = setup.Model;
        if (prompt is not null)
            configuration["prompt_version_id"] = prompt.Id;
        return configuration;
    }

    static JsonObject Message(string role, string content) => new() { ["role"] = role, ["content"] = content };

    void Experiment(string name, ScenarioExperiment setup, Dictionary<string, TaskDefinition> tasks)
    {
        var task = tasks[setup.Task];
        var evaluations = setup.EvaluatedBy.Select(key => tasks[key].Id);
        var request = new ExperimentRequest(name) { Model = setup.Model, EvaluationTaskIds = [.. evaluations] };
        new ExperimentStarter(world).Start(task, request, start - setup.Age);
    }

    /// <summary>Stored experiment ids of tasks can be given only once the runs of the scenario have made the experiments.</summary>
    void PointTasksAtExperiments(Space space, ScenarioSpace setup)
    {
        foreach (var task in world.Tasks.Where(task => task.SpaceId == space.Id))
        {
            var names = task.Setup!.Experiments.Select(key => Named(setup.Experiments, key));
            task.ExperimentIds.AddRange(names.Select(it => InSpace(world.Experiments, it, space)?.Id).OfType<string>());
        }
    }

    static string Named<T>(Dictionary<string, T> siblings, string key)
        where T : ScenarioEntry =>
        siblings[key].Name ?? key;

    static T? InSpace<T>(IEnumerable<T> items, string? name, Space space)
        where T : class, INamed =>
        items.FirstOrDefault(item => item.SpaceId == space.Id && item.Name == name);
}
