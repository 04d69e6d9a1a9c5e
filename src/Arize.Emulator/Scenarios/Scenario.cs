namespace Arize.Emulator;

/// <summary>
/// What exists when an emulator starts, and how its simulated models behave. Every call of <see cref="Default"/>, <see cref="RealEvals"/>,
/// <see cref="Load"/> or <see cref="Parse"/> gives new objects, which may be changed until they are handed to an emulator.
/// </summary>
/// <example>
/// <code>
/// var scenario = Scenario.Default();
/// scenario.Models["atlas-1"].Running = TimeSpan.FromMilliseconds(50);
/// </code>
/// </example>
public sealed class Scenario
{
    /// <summary>How evaluation results stand on rows. Default flat.</summary>
    public RowShape RowShape { get; set; } = RowShape.Flat;

    /// <summary>How long after the end of an evaluation run its scores can be read. Default 0.</summary>
    public TimeSpan ScoresLateBy { get; set; }

    /// <summary>Whether a cancel with a body is refused, as a strict gateway does: the contract has none. Default false.</summary>
    public bool StrictCancel { get; set; }

    /// <summary>Timeline of evaluation runs whose task has none of its own. Default: 0.2 s pending, 0.8 s running, completed.</summary>
    public ScenarioTimeline Evaluations { get; set; } = new() { Pending = TimeSpan.FromSeconds(0.2), Running = TimeSpan.FromSeconds(0.8) };

    /// <summary>Another number gives other runs of the models that have <see cref="ScenarioModel.Noise"/>. Default 1.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>The simulated models by <c>model_name</c>.</summary>
    public Dictionary<string, ScenarioModel> Models { get; set; } = [];

    /// <summary>How a model behaves whose name is not in <see cref="Models"/>.</summary>
    public ScenarioModel DefaultModel { get; set; } = new();

    /// <summary>The spaces by name.</summary>
    public Dictionary<string, ScenarioSpace> Spaces { get; set; } = [];

    /// <summary>What goes wrong, in order.</summary>
    public List<ScenarioFault> Faults { get; set; } = [];

    /// <summary>The support assistant of an imaginary online shop, with a golden set of 200 examples.</summary>
    public static Scenario Default() => ScenarioReader.Embedded("default");

    /// <summary>Published scores of three real models on the 805 examples of AlpacaEval 2.0.</summary>
    public static Scenario RealEvals() => ScenarioReader.Embedded("real-evals");

    /// <summary>Reads a scenario file.</summary>
    /// <param name="path">The file, or one of the words <c>default</c> and <c>real-evals</c>.</param>
    /// <exception cref="ScenarioException">The file cannot be read or is not a scenario.</exception>
    public static Scenario Load(string path) => ScenarioReader.Load(path);

    /// <summary>Reads a scenario from JSON text.</summary>
    /// <param name="json">The text; files it names are looked for in the current directory.</param>
    /// <exception cref="ScenarioException">The text is not a scenario.</exception>
    public static Scenario Parse(string json) => ScenarioReader.Read(json, "scenario", File.ReadAllText);
}
