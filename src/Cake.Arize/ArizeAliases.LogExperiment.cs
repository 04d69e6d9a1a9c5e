using Arize.Build.Client;
using Arize.Build.Gates.Uploads;
using Arize.Build.Gates.Settings;
using Cake.Arize.Running;
using Cake.Core;
using Cake.Core.Annotations;
using Cake.Core.IO;

namespace Cake.Arize;

public static partial class ArizeAliases
{
    /// <summary>Logs the outputs of an application as an experiment, once only: a step that is killed and started again within one CI attempt continues. Faults of the file are all said, each at its line.</summary>
    /// <example><code>
    /// Task("Answer").Does(() =>
    /// {
    ///     var logged = ArizeLogExperiment("support-golden-set", "artifacts/results.jsonl");
    ///     Information("{0} rows in {1}", logged.Count, logged.Experiment.Name);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="dataset">The dataset (name or id) whose examples were answered.</param>
    /// <param name="resultsFile">The file with the outputs, one line of JSON for each example.</param>
    /// <returns>The experiment, and how it came to be known.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static LogExperimentResult ArizeLogExperiment(this ICakeContext context, string dataset, FilePath resultsFile) => AliasCall.Wait(() => ArizeLogExperimentAsync(context, dataset, resultsFile));

    /// <summary>Logs the outputs of an application as an experiment, once only: a step that is killed and started again within one CI attempt continues. Faults of the file are all said, each at its line.</summary>
    /// <example><code>
    /// Task("Answer").Does(async () =>
    /// {
    ///     var logged = await ArizeLogExperimentAsync("support-golden-set", "artifacts/results.jsonl");
    ///     Information("{0} rows in {1}", logged.Count, logged.Experiment.Name);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="dataset">The dataset (name or id) whose examples were answered.</param>
    /// <param name="resultsFile">The file with the outputs, one line of JSON for each example.</param>
    /// <returns>The experiment, and how it came to be known.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Task<LogExperimentResult> ArizeLogExperimentAsync(this ICakeContext context, string dataset, FilePath resultsFile) => ArizeLogExperimentAsync(context, dataset, resultsFile, new ArizeLogExperimentSettings());

    /// <summary>Logs the outputs of an application as an experiment, once only: a step that is killed and started again within one CI attempt continues. Faults of the file are all said, each at its line.</summary>
    /// <example><code>
    /// Task("Answer").Does(() =>
    /// {
    ///     var logged = ArizeLogExperiment("support-golden-set", "artifacts/results.jsonl", new ArizeLogExperimentSettings { Space = "support", ExperimentName = "pr-7" });
    ///     Information("{0} rows in {1}", logged.Count, logged.Experiment.Name);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="dataset">The dataset (name or id) whose examples were answered.</param>
    /// <param name="resultsFile">The file with the outputs, one line of JSON for each example.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>The experiment, and how it came to be known.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static LogExperimentResult ArizeLogExperiment(this ICakeContext context, string dataset, FilePath resultsFile, ArizeLogExperimentSettings settings) => AliasCall.Wait(() => ArizeLogExperimentAsync(context, dataset, resultsFile, settings));

    /// <summary>Logs the outputs of an application as an experiment, once only: a step that is killed and started again within one CI attempt continues. Faults of the file are all said, each at its line.</summary>
    /// <example><code>
    /// Task("Answer").Does(async () =>
    /// {
    ///     var logged = await ArizeLogExperimentAsync("support-golden-set", "artifacts/results.jsonl", new ArizeLogExperimentSettings { Space = "support", ExperimentName = "pr-7" });
    ///     Information("{0} rows in {1}", logged.Count, logged.Experiment.Name);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="dataset">The dataset (name or id) whose examples were answered.</param>
    /// <param name="resultsFile">The file with the outputs, one line of JSON for each example.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>The experiment, and how it came to be known.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Task<LogExperimentResult> ArizeLogExperimentAsync(this ICakeContext context, string dataset, FilePath resultsFile, ArizeLogExperimentSettings settings)
    {
        ArgumentNullException.ThrowIfNull(resultsFile);
        var call = new AliasCall(context, settings);
        call.Settings.Add(DatasetsClient.CheckDataset(dataset, call.Space));
        var request = new LogExperimentRequest
        {
            Dataset = SettingReader.Text(dataset) ?? "",
            Space = call.Space,
            ResultsFile = call.FullPath(resultsFile.FullPath),
            ExperimentName = SettingReader.Text(settings.ExperimentName),
            DatasetVersionId = SettingReader.Text(settings.DatasetVersionId),
            AllowMissing = settings.AllowMissing,
            MaxBodyBytes = call.Settings.Count(nameof(settings.MaxBodyBytes), settings.MaxBodyBytes) ?? settings.MaxBodyBytes,
            Build = call.Build(settings.RunKey),
            Record = call.FullPath(settings.Record),
            Records = call.Records,
        };
        return call.AskAsync(async (arize, cancellationToken) =>
        {
            var result = await new ExperimentLogging(arize, call.Log).RunAsync(request, cancellationToken).ConfigureAwait(false);
            foreach (var fault in result.Diagnostics)
                call.Log.Say(fault);
            return result;
        });
    }
}
