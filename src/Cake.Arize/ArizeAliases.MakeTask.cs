using Arize.Build.Client;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Settings;
using Cake.Arize.Running;
using Cake.Core;
using Cake.Core.Annotations;

namespace Cake.Arize;

public static partial class ArizeAliases
{
    /// <summary>Creates a task whose runs are experiments on a dataset, or updates the one of that name.</summary>
    /// <example><code>
    /// Task("Prepare").Does(() =>
    /// {
    ///     ArizeCreateExperimentTask("support-golden", new ArizeCreateExperimentTaskSettings
    ///     {
    ///         Dataset = "support-golden-set",
    ///         RunConfigurationFile = "assistant.json",
    ///     });
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="name">The task's name.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>The task.</returns>
    /// <exception cref="CakeException">The task was not written, or it is not known: code, reason and next step.</exception>
    [CakeMethodAlias]
    public static ArizeTask ArizeCreateExperimentTask(this ICakeContext context, string name, ArizeCreateExperimentTaskSettings settings) =>
        AliasCall.Wait(() => ArizeCreateExperimentTaskAsync(context, name, settings));

    /// <inheritdoc cref="ArizeCreateExperimentTask(ICakeContext, string, ArizeCreateExperimentTaskSettings)"/>
    [CakeMethodAlias]
    public static Task<ArizeTask> ArizeCreateExperimentTaskAsync(
        this ICakeContext context, string name, ArizeCreateExperimentTaskSettings settings)
    {
        var call = new AliasCall(context, settings);
        var request = new CreateRunExperimentTaskRequest
        {
            Name = call.Settings.Required(nameof(name), name, "Give the task a name."),
            Dataset = SettingReader.Text(settings.Dataset) ?? "",
            Space = call.Space,
            RunConfiguration = RunConfigurationReader.Read(
                call.Settings, nameof(settings.RunConfigurationFile), settings.RunConfigurationFile?.FullPath, settings.ModelName, call.FullPath)!,
        };
        call.Settings.Add(DatasetsClient.CheckDataset(settings.Dataset, call.Space));
        return call.AskAsync((arize, cancellationToken) =>
            new ExperimentTaskSetup(arize, call.Log).EnsureAsync(request, settings.IfExists, cancellationToken));
    }

    /// <summary>Creates a task that evaluates the data of a project, or the rows of experiments on a dataset.</summary>
    /// <example><code>
    /// Task("Prepare").Does(() =>
    /// {
    ///     ArizeCreateEvaluationTask("support-nightly", new ArizeCreateEvaluationTaskSettings
    ///     {
    ///         Type = TaskType.TemplateEvaluation,
    ///         Project = "support-bot",
    ///         Evaluators = [new TaskEvaluator { Evaluator = "correctness" }],
    ///         SamplingRate = 0.1,
    ///     });
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="name">The task's name.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>The task.</returns>
    /// <exception cref="CakeException">The task was not written, or it is not known: code, reason and next step.</exception>
    [CakeMethodAlias]
    public static ArizeTask ArizeCreateEvaluationTask(this ICakeContext context, string name, ArizeCreateEvaluationTaskSettings settings) =>
        AliasCall.Wait(() => ArizeCreateEvaluationTaskAsync(context, name, settings));

    /// <inheritdoc cref="ArizeCreateEvaluationTask(ICakeContext, string, ArizeCreateEvaluationTaskSettings)"/>
    [CakeMethodAlias]
    public static Task<ArizeTask> ArizeCreateEvaluationTaskAsync(
        this ICakeContext context, string name, ArizeCreateEvaluationTaskSettings settings)
    {
        var call = new AliasCall(context, settings);
        if (settings.Type is null)
            call.Settings.Required(nameof(settings.Type), null, "Valid: TemplateEvaluation, CodeEvaluation.");
        var request = new CreateEvaluationTaskRequest
        {
            Name = SettingReader.Text(name) ?? "",
            Type = settings.Type ?? TaskType.TemplateEvaluation,
            Evaluators = [.. settings.Evaluators],
            Project = SettingReader.Text(settings.Project),
            Dataset = SettingReader.Text(settings.Dataset),
            Space = call.Space,
            ExperimentIds = ResourceReference.FromStrings(Given(settings.ExperimentIds)),
            SamplingRate = settings.SamplingRate,
            IsContinuous = settings.IsContinuous,
            QueryFilter = SettingReader.Text(settings.QueryFilter),
        };
        call.Settings.Add(EvaluationTaskRules.Check(request));
        return call.AskAsync(async (arize, cancellationToken) =>
            Report(call, "Created", await arize.Tasks.CreateEvaluationTaskAsync(request, cancellationToken).ConfigureAwait(false)));
    }

    /// <summary>
    /// Changes a task. What is not set stays as it is; at least one setting must be set. Which are valid follows from the type of the task.
    /// </summary>
    /// <example><code>
    /// Task("Prepare").Does(() =>
    /// {
    ///     ArizeUpdateTask("support-nightly", new ArizeUpdateTaskSettings { SamplingRate = 0.2 });
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="task">The task: name or id.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>The task after the change.</returns>
    /// <exception cref="CakeException">The task was not written, or it is not known: code, reason and next step.</exception>
    [CakeMethodAlias]
    public static ArizeTask ArizeUpdateTask(this ICakeContext context, string task, ArizeUpdateTaskSettings settings) =>
        AliasCall.Wait(() => ArizeUpdateTaskAsync(context, task, settings));

    /// <inheritdoc cref="ArizeUpdateTask(ICakeContext, string, ArizeUpdateTaskSettings)"/>
    [CakeMethodAlias]
    public static Task<ArizeTask> ArizeUpdateTaskAsync(this ICakeContext context, string task, ArizeUpdateTaskSettings settings)
    {
        var call = new AliasCall(context, settings);
        if (SettingReader.Text(settings.ModelName) is not null && settings.RunConfigurationFile is null)
            call.Settings.Required(nameof(settings.RunConfigurationFile), null,
                "ModelName replaces the model in a run configuration, and the stored one can only be replaced whole.");
        call.Settings.Add(TasksClient.CheckTask(task, call.Space, []));
        var request = new UpdateTaskRequest
        {
            Task = SettingReader.Text(task) ?? "",
            Space = call.Space,
            Name = SettingReader.Text(settings.Name),
            SamplingRate = settings.SamplingRate,
            IsContinuous = settings.IsContinuous,
            QueryFilter = SettingReader.Text(settings.QueryFilter),
            ClearQueryFilter = settings.ClearQueryFilter,
            Evaluators = settings.Evaluators.Count > 0 ? [.. settings.Evaluators] : null,
            RunConfiguration = settings.RunConfigurationFile is { } file
                ? RunConfigurationReader.Read(call.Settings, nameof(settings.RunConfigurationFile), file.FullPath, settings.ModelName, call.FullPath)
                : null,
        };
        if (call.Settings.Diagnostics.Count == 0) // else the one setting that was given may be the one that could not be read
            call.Settings.Add(UpdateTaskRules.CheckBeforeReading(request));
        return call.AskAsync(async (arize, cancellationToken) =>
            Report(call, "Updated", await arize.Tasks.UpdateAsync(request, cancellationToken).ConfigureAwait(false)));
    }

    static ArizeTask Report(AliasCall call, string what, ArizeTask task)
    {
        call.Log.Milestone($"{what} task {RemoteText.Quote(task.Name)} ({task.Id}).");
        return task;
    }
}
