using Arize.Build.Client;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Settings;
using Arize.Build.Gates;
using Cake.Arize.Running;
using Cake.Core;
using Cake.Core.Annotations;

namespace Cake.Arize;

public static partial class ArizeAliases
{
    /// <summary>
    /// Starts a run of a task, once only: a step that is killed and restarted within one CI attempt continues its run. Which settings are
    /// valid follows from the type of the task.
    /// </summary>
    /// <example><code>
    /// Task("Trigger").Does(() =>
    /// {
    ///     var run = ArizeTriggerRun("support-golden", new ArizeTriggerRunSettings { Space = "support", MaxExamples = 50 });
    ///     Information("Run {0} of experiment {1}", run.RunId, run.ExperimentName);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="task">The task: name or id.</param>
    /// <param name="settings">The settings. Default: all examples; the experiment's name is made from the task and the CI build.</param>
    /// <returns>
    /// The run, and whether it is new. Its id is null in one case only: an evaluation whose trigger's answer was lost, and all of whose scores
    /// have arrived.
    /// </returns>
    /// <exception cref="CakeException">Nothing was started, or it is not known: code, reason and next step.</exception>
    [CakeMethodAlias]
    public static TriggeredRun ArizeTriggerRun(this ICakeContext context, string task, ArizeTriggerRunSettings? settings = null) =>
        AliasCall.Wait(() => ArizeTriggerRunAsync(context, task, settings));

    /// <inheritdoc cref="ArizeTriggerRun(ICakeContext, string, ArizeTriggerRunSettings?)"/>
    [CakeMethodAlias]
    public static Task<TriggeredRun> ArizeTriggerRunAsync(this ICakeContext context, string task, ArizeTriggerRunSettings? settings = null)
    {
        settings ??= new ArizeTriggerRunSettings();
        var call = new AliasCall(context, settings);
        var trigger = new TriggerRunRequest
        {
            Task = SettingReader.Text(task) ?? "",
            Space = call.Space,
            ExperimentName = SettingReader.Text(settings.ExperimentName),
            MaxExamples = settings.MaxExamples,
            ExampleIds = Given(settings.ExampleIds),
            DatasetVersionId = SettingReader.Text(settings.DatasetVersionId),
            QueryFilter = SettingReader.Text(settings.QueryFilter),
            TracingMetadata = settings.TracingMetadata.AsReadOnly(),
            EvaluationTaskIds = ResourceReference.FromStrings(Given(settings.EvaluationTaskIds)),
            DataStartTime = settings.DataStartTime,
            DataEndTime = settings.DataEndTime,
            MaxSpans = settings.MaxSpans,
            OverrideEvaluations = settings.OverrideEvaluations,
            ExperimentIds = ResourceReference.FromStrings(Given(settings.ExperimentIds)),
        };
        call.Settings.Add(TasksClient.CheckTrigger(trigger));
        var step = new TriggerStep
        {
            Trigger = trigger,
            Record = call.FullPath(settings.Record),
            Records = call.Records,
            Build = call.Build(settings.RunKey),
            ResendOnce = settings.ResendOnce,
        };
        return call.AskAsync((arize, cancellationToken) => new RunCommands(arize, call.Log, call.Log.Error).TriggerAsync(step, cancellationToken));
    }

    static string[]? Given(IEnumerable<string> texts) => texts.ToArray() is { Length: > 0 } given ? given : null;
}
