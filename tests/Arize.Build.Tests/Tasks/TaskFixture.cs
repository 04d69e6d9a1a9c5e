using Arize.Build.Tasks;
using Arize.Emulator;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Task = System.Threading.Tasks.Task;

namespace Arize.Build.Tests.Tasks;

/// <summary>
/// An emulator, an environment that points at it, and a folder for the project. Nothing of it is the process's: its environment and its current
/// folder are others, so that tests of several fixtures run beside each other, and a task that reads them is found out.
/// </summary>
public abstract class TaskFixture
{
    readonly Dictionary<string, string> variables = [];

    protected EmulatorServer Emulator { get; private set; } = null!;

    protected string Folder { get; private set; } = null!;

    internal FakeBuildEngine Engine { get; private set; } = null!;

    [SetUp]
    public async Task Start()
    {
        variables.Clear();
        Folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "projects", Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Folder);
        await Serve(_ => { });
    }

    [TearDown]
    public async Task Stop()
    {
        await Emulator.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Starts another emulator, with the default scenario made fast and changed.</summary>
    protected async Task Serve(Action<Scenario> change, Dialect dialect = Dialect.Upper)
    {
        if (Emulator is not null)
            await Emulator.DisposeAsync();
        var scenario = Scenario.Default();
        foreach (var model in scenario.Models.Values.Append(scenario.DefaultModel))
            (model.Pending, model.Running) = (TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(60));
        (scenario.Evaluations.Pending, scenario.Evaluations.Running) = (TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(60));
        var examples = scenario.Spaces["support"].Datasets["support-golden-set"].Examples;
        examples.RemoveRange(30, examples.Count - 30); // enough to be judged, and quick to make
        scenario.Models["atlas-1-flaky"].ErrorRate = 0.3;
        change(scenario);
        Emulator = await EmulatorServer.StartAsync(new EmulatorOptions { Scenario = scenario, ApiKey = Faults.ScriptedArize.Key, Dialect = dialect });
        Set("ARIZE_API_KEY", Emulator.ApiKey);
        Set("ARIZE_BASE_URL", Emulator.BaseUrl.ToString());
        Set("ARIZE_SPACE", "support");
    }

    /// <summary>The environment of the build.</summary>
    protected IReadOnlyDictionary<string, string> Variables => variables;

    /// <summary>Sets a variable of the build's environment; null removes it.</summary>
    protected void Set(string variable, string? value)
    {
        if (value is null)
            variables.Remove(variable);
        else
            variables[variable] = value;
    }

    /// <summary>Gives a task the build's environment.</summary>
    protected T InBuild<T>(T task)
        where T : Microsoft.Build.Utilities.Task
    {
        if (task is ArizeBuildTask ours)
            ours.Variables = variables;
        else if (task is ArizePlanGates plan)
            plan.Variables = variables;
        return task;
    }

    /// <summary>Runs a task as MSBuild does, and reports what a gate's task has found.</summary>
    protected bool Execute(Microsoft.Build.Utilities.Task task, Action? whileAtWork = null)
    {
        Engine = new FakeBuildEngine { ProjectFileOfTaskNode = Path.Combine(Folder, "App.csproj"), OnYield = whileAtWork };
        task.BuildEngine = Engine;
        var isDone = InBuild(task).Execute();
        // As the targets do: a second call raises what the first has found.
        return (task is not ArizeGates { Report.Length: > 0 } gates || Raise(gates)) && isDone;
    }

    bool Raise(ArizeGates gates) =>
        new ArizeReport { Diagnostics = gates.Report, Project = gates.Project, ProjectDirectory = Folder, BuildEngine = Engine }.Execute();

    /// <summary>Runs a task that must succeed.</summary>
    protected T Done<T>(T task)
        where T : Microsoft.Build.Utilities.Task
    {
        Assert.That(Execute(task), Is.True, () => Engine.Everything);
        return task;
    }

    /// <summary>Runs a task that must fail, and gives its codes in order.</summary>
    protected string[] Failed(Microsoft.Build.Utilities.Task task)
    {
        Assert.That(Execute(task), Is.False, () => Engine.Everything);
        return [.. Engine.Errors.Select(e => e.Code)];
    }

    /// <summary>Items of these names.</summary>
    protected static ITaskItem[] Items(params string[] includes) => [.. includes.Select(i => new TaskItem(i))];

    /// <summary>An item with metadata.</summary>
    protected static ITaskItem Item(string include, params (string Name, string Value)[] metadata)
    {
        var item = new TaskItem(include);
        foreach (var (name, value) in metadata)
            item.SetMetadata(name, value);
        return item;
    }

    /// <summary>A run of the golden task, started through the task under test.</summary>
    protected string StartRun(string experiment, string task = "support-golden") =>
        Done(new ArizeTriggerRun { Task = task, ExperimentName = experiment, MaxExamples = "5" }).RunId!;

    /// <summary>A task whose model behaves as the scenario says, made through the task under test.</summary>
    protected string MakeTask(string model)
    {
        File.WriteAllText(Path.Combine(Folder, "run.json"), $$"""
            { "experiment_type": "LLM_GENERATION", "ai_integration_id": "llm-gateway", "model_name": "{{model}}",
              "messages": [ { "role": "USER", "content": "{question}" } ], "input_variable_format": "F_STRING" }
            """);
        return Done(new ArizeCreateExperimentTask { Name = $"golden-{model}", Dataset = "support-golden-set", RunConfigurationFile = "run.json" }).TaskId!;
    }

    protected int Count(string method, string ending) => Emulator.Requests.Count(r => r.Method == method && r.Path.EndsWith(ending, StringComparison.Ordinal));
}
