using Arize.Emulator.Api;
using Arize.Emulator.Simulation;

namespace Arize.Emulator;

/// <summary>What a scenario's types cannot say: ranges, and names that have to exist.</summary>
static class ScenarioRules
{
    public static void Check(Scenario scenario, string source)
    {
        foreach (var fault in Faults(scenario))
            throw new ScenarioException($"{source}: {fault}");
    }

    public static void Check(ScenarioFault? fault)
    {
        if (Fault(fault) is { } wrong)
            throw new ScenarioException($"fault{wrong}");
    }

    static IEnumerable<string> Faults(Scenario scenario)
    {
        for (var i = 0; i < scenario.Faults.Count; i++)
        {
            if (Fault(scenario.Faults[i]) is { } fault)
                yield return $"$.faults[{i}]{fault}";
        }

        foreach (var (name, model) in scenario.Models.Append(new("(default)", scenario.DefaultModel)))
        {
            if (new[] { model.Accuracy, model.ErrorRate, model.Noise }.Any(share => share is not (>= 0 and <= 1)))
                yield return $"$.models.{name}: accuracy, errorRate and noise are shares from 0 to 1.";
        }

        foreach (var (key, space) in scenario.Spaces)
        {
            foreach (var (name, task) in space.Tasks)
            {
                foreach (var fault in Faults(space, task))
                    yield return $"$.spaces.{key}.tasks.{name}.{fault}";
            }

            foreach (var (name, project) in space.Projects)
            {
                foreach (var fault in Faults(space, project))
                    yield return $"$.spaces.{key}.projects.{name}.{fault}";
            }

            foreach (var (name, experiment) in space.Experiments)
            {
                foreach (var missing in experiment.EvaluatedBy.Append(experiment.Task).Where(task => !space.Tasks.ContainsKey(task)))
                    yield return $"$.spaces.{key}.experiments.{name}: there is no task '{missing}' in this space.";
            }

            foreach (var (name, _) in space.Evaluators.Where(it => it.Value is not { Type: "TEMPLATE" or "CODE", Versions.Count: > 0 }))
                yield return $"$.spaces.{key}.evaluators.{name}: an evaluator is of type TEMPLATE or CODE and has at least one version.";

            foreach (var (name, _) in space.Datasets.Where(it => it.Value.Versions.Count == 0))
                yield return $"$.spaces.{key}.datasets.{name}.versions: a dataset has at least one version.";

            foreach (var (name, _) in space.Prompts.Where(prompt => prompt.Value.Versions.Count == 0))
                yield return $"$.spaces.{key}.prompts.{name}.versions: a prompt has at least one version.";
        }
    }

    static string? Fault(ScenarioFault? fault) => fault switch
    {
        null => ": write an object.",
        { Path: { } path } when !Operations.All.Any(route => route.Template == path) => $".path: '{path}' is not a path of the contract.",
        { Status: not (null or (>= 200 and <= 599)) } => ".status: write a status from 200 to 599.",
        { Times: < 1 } or { Skip: < 0 } or { RetryAfter: < 0 } => ": times is 1 or more, skip and retryAfter are 0 or more.",
        _ => null,
    };

    static IEnumerable<string> Faults(ScenarioSpace space, ScenarioProject project)
    {
        if (project.RequestsPerHour is not (>= 0 and <= 1_000_000))
            yield return "requestsPerHour: write a number from 0 to 1000000.";
        if (project.RequestsPerHour > 0 && project.Versions.Count == 0)
            yield return "versions: a project with traffic has at least one version.";
        if (project.SpansPerRequest is not (>= 1 and <= 20) || project.RequestsPerSession is not >= 1)
            yield return "spansPerRequest: write 1 to 20 spans, and 1 or more requestsPerSession.";
        if (project.SessionEffect is not (>= 0 and <= 1))
            yield return "sessionEffect: write a share from 0 to 1.";
        if (project.Dataset is { } dataset && !space.Datasets.ContainsKey(dataset))
            yield return $"dataset: there is no dataset '{dataset}' in this space.";
        foreach (var (name, version) in project.Versions)
        {
            if (new[] { version.ErrorRate }.Concat(version.Scores.Values).Any(share => share is not (>= 0 and <= 1)) || version.Share is not >= 0)
                yield return $"versions.{name}: errorRate and scores are shares from 0 to 1, share is 0 or more.";
            if (version.Latency <= TimeSpan.Zero || version.Tokens is not >= 0 || version.CostPer1000Tokens is not >= 0)
                yield return $"versions.{name}: latency is more than 0, tokens and costPer1000Tokens are 0 or more.";
            foreach (var missing in version.Scores.Keys.Where(evaluator => !space.Evaluators.ContainsKey(evaluator)))
                yield return $"versions.{name}.scores: there is no evaluator '{missing}' in this space.";
        }
    }

    static IEnumerable<string> Faults(ScenarioSpace space, ScenarioTask task)
    {
        if (task.Type is not ("RUN_EXPERIMENT" or "TEMPLATE_EVALUATION" or "CODE_EVALUATION"))
            yield return "type: write RUN_EXPERIMENT, TEMPLATE_EVALUATION or CODE_EVALUATION.";
        if (task.Project is null == task.Dataset is null)
            yield return "dataset: a task has a dataset, or an evaluation task a project.";
        if (task.Dataset is { } dataset && !space.Datasets.ContainsKey(dataset))
            yield return $"dataset: there is no dataset '{dataset}' in this space.";
        if (task.Project is { } project && !space.Projects.ContainsKey(project))
            yield return $"project: there is no project '{project}' in this space.";
        if (task.Prompt is { } prompt && !space.Prompts.ContainsKey(prompt))
            yield return $"prompt: there is no prompt '{prompt}' in this space.";
        if (task.Agent is { } agent && !space.Agents.ContainsKey(agent))
            yield return $"agent: there is no agent '{agent}' in this space.";
        if (task.AiIntegration is { } integration && !space.AiIntegrations.ContainsKey(integration))
            yield return $"aiIntegration: there is no AI integration '{integration}' in this space.";
        if (task is { Type: "RUN_EXPERIMENT", Agent: null } && space.AiIntegrations.Count == 0)
            yield return "aiIntegration: this space has no AI integration to run the task with.";
        if (task is { Dataset: not null, QueryFilter: { } filter } && QueryFilter.Parse(filter) is null)
            yield return "queryFilter: the emulator understands comparisons such as category = 'refunds', joined by 'and'.";
        if (task.Project is { } live && space.Projects.GetValueOrDefault(live) is { RequestsPerHour: > 0 })
        {
            if (task.QueryFilter is { } spans && SpanColumns.Complaint(spans) is { } complaint)
                yield return $"queryFilter: {complaint}";
            if (task.Counts is not null)
                yield return "counts: the project has traffic, so its runs count what they find.";
        }

        foreach (var missing in task.Evaluators.Where(name => !space.Evaluators.ContainsKey(name)))
            yield return $"evaluators: there is no evaluator '{missing}' in this space.";
        foreach (var missing in task.Experiments.Where(name => !space.Experiments.ContainsKey(name)))
            yield return $"experiments: there is no experiment '{missing}' in this space.";
    }
}
