using Arize.Build.Client;
using Arize.Build.Gates.Settings;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace Arize.Build.Tasks;

/// <summary>Creates a task that evaluates the data of a project, or the rows of experiments on a dataset.</summary>
[MSBuildMultiThreadableTask]
public sealed class ArizeCreateEvaluationTask : ArizeBuildTask
{
    CreateEvaluationTaskRequest? request;

    /// <summary>The task's name, new in its space. Required.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>TemplateEvaluation (an LLM judges) or CodeEvaluation (code judges). Required.</summary>
    [Required]
    public string? Type { get; set; }

    /// <summary>At least one: Include = name or id of an evaluator, metadata VersionId (a pinned version), QueryFilter, ColumnMappings <c>a=b;c=d</c>. Required.</summary>
    [Required]
    public ITaskItem[]? Evaluators { get; set; }

    /// <summary>The project (name or id) to evaluate. This or Dataset.</summary>
    public string? Project { get; set; }

    /// <summary>The dataset (name or id) whose experiments to evaluate. This or Project.</summary>
    public string? Dataset { get; set; }

    /// <summary>The experiments (ids, or names in the dataset) to evaluate. Required with Dataset, not valid with Project.</summary>
    public ITaskItem[]? ExperimentIds { get; set; }

    /// <summary>The share of the data to evaluate, 0 to 1. With Project only.</summary>
    public string? SamplingRate { get; set; }

    /// <summary>Whether to evaluate new data as it arrives. true with Project only.</summary>
    public string? IsContinuous { get; set; }

    /// <summary>A filter over all data of the task.</summary>
    public string? QueryFilter { get; set; }

    /// <summary>The task's id.</summary>
    [Output]
    public string? TaskId { get; private set; }

    private protected override void Read(SettingReader settings)
    {
        var type = settings.Required(nameof(Type), Type, "Valid: TemplateEvaluation, CodeEvaluation.");
        request = new CreateEvaluationTaskRequest
        {
            Name = SettingReader.Text(Name) ?? "",
            Type = settings.Choice(nameof(Type), type, TaskType.Unknown, TaskType.RunExperiment) ?? TaskType.TemplateEvaluation,
            Evaluators = EvaluatorItems.Read(settings, Evaluators) ?? [],
            Project = SettingReader.Text(Project),
            Dataset = SettingReader.Text(Dataset),
            Space = Space,
            ExperimentIds = ExperimentIds is { Length: > 0 } ? [.. ExperimentIds.Select(e => e.ItemSpec)] : null,
            SamplingRate = settings.Share(nameof(SamplingRate), SamplingRate),
            IsContinuous = settings.Flag(nameof(IsContinuous), IsContinuous),
            QueryFilter = SettingReader.Text(QueryFilter),
        };
        settings.Add(EvaluationTaskRules.Check(request));
    }

    private protected override async Task RunAsync(ArizeClient arize, MSBuildLog log, CancellationToken cancellationToken)
    {
        var task = await arize.Tasks.CreateEvaluationTaskAsync(request!, cancellationToken).ConfigureAwait(false);
        TaskId = task.Id;
        log.Milestone($"Created task {RemoteText.Quote(task.Name)} ({task.Id}).");
    }
}
