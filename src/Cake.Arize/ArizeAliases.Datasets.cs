using Arize.Build.Client;
using Arize.Build.Gates.Logging;
using Arize.Build.Gates.Settings;
using Cake.Arize.Running;
using Cake.Core;
using Cake.Core.Annotations;
using Cake.Core.IO;

namespace Cake.Arize;

public static partial class ArizeAliases
{
    /// <summary>Writes the examples of a dataset into a file, one line of JSON each, for an application of the team to answer. The file is written whole or not at all.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(() =>
    /// {
    ///     ArizeExportDataset("support-golden-set", "golden.jsonl");
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="dataset">The dataset: name or id.</param>
    /// <param name="outputFile">The file to write (JSON Lines, UTF-8).</param>
    /// <returns>What was written.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static ArizeExport ArizeExportDataset(this ICakeContext context, string dataset, FilePath outputFile) => AliasCall.Wait(() => ArizeExportDatasetAsync(context, dataset, outputFile));

    /// <summary>Writes the examples of a dataset into a file, one line of JSON each, for an application of the team to answer. The file is written whole or not at all.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(async () =>
    /// {
    ///     await ArizeExportDatasetAsync("support-golden-set", "golden.jsonl");
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="dataset">The dataset: name or id.</param>
    /// <param name="outputFile">The file to write (JSON Lines, UTF-8).</param>
    /// <returns>What was written.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Task<ArizeExport> ArizeExportDatasetAsync(this ICakeContext context, string dataset, FilePath outputFile) => ArizeExportDatasetAsync(context, dataset, outputFile, new ArizeExportDatasetSettings());

    /// <summary>Writes the examples of a dataset into a file, one line of JSON each, for an application of the team to answer. The file is written whole or not at all.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(() =>
    /// {
    ///     var golden = ArizeExportDataset("support-golden-set", "golden.jsonl", new ArizeExportDatasetSettings { Space = "support" });
    ///     Information("{0} examples", golden.Count);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="dataset">The dataset: name or id.</param>
    /// <param name="outputFile">The file to write (JSON Lines, UTF-8).</param>
    /// <param name="settings">The settings.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static ArizeExport ArizeExportDataset(this ICakeContext context, string dataset, FilePath outputFile, ArizeExportDatasetSettings settings) => AliasCall.Wait(() => ArizeExportDatasetAsync(context, dataset, outputFile, settings));

    /// <summary>Writes the examples of a dataset into a file, one line of JSON each, for an application of the team to answer. The file is written whole or not at all.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(async () =>
    /// {
    ///     var golden = await ArizeExportDatasetAsync("support-golden-set", "golden.jsonl", new ArizeExportDatasetSettings { Space = "support" });
    ///     Information("{0} examples", golden.Count);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="dataset">The dataset: name or id.</param>
    /// <param name="outputFile">The file to write (JSON Lines, UTF-8).</param>
    /// <param name="settings">The settings.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Task<ArizeExport> ArizeExportDatasetAsync(this ICakeContext context, string dataset, FilePath outputFile, ArizeExportDatasetSettings settings)
    {
        ArgumentNullException.ThrowIfNull(outputFile);
        var call = new AliasCall(context, settings);
        call.Settings.Add(DatasetsClient.CheckDataset(dataset, call.Space));
        var request = new ExportDatasetRequest
        {
            Dataset = SettingReader.Text(dataset) ?? "",
            Space = call.Space,
            DatasetVersionId = SettingReader.Text(settings.DatasetVersionId),
            ExampleIds = Given(settings.ExampleIds),
            OutputFile = call.FullPath(outputFile.FullPath),
        };
        return call.AskAsync(async (arize, cancel) =>
        {
            var (found, version, count) = await new DatasetExport(arize, call.Log).RunAsync(request, cancel).ConfigureAwait(false);
            return new ArizeExport(found, version, count, request.OutputFile);
        });
    }

    /// <summary>Logs the outputs of an application as an experiment, once only: a step that is killed and started again within one CI attempt continues. The results file is checked against the dataset first, and all of its faults are reported at their lines.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(() =>
    /// {
    ///     ArizeLogExperiment("support-golden-set", "answers.jsonl");
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="dataset">The dataset: name or id.</param>
    /// <param name="resultsFile">The file with the outputs, one line of JSON for each example: <c>example_id</c>, <c>output</c> and any further fields; <c>error</c> instead of <c>output</c> where there is none.</param>
    /// <returns>The experiment, and how it came to be known.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static LogExperimentResult ArizeLogExperiment(this ICakeContext context, string dataset, FilePath resultsFile) => AliasCall.Wait(() => ArizeLogExperimentAsync(context, dataset, resultsFile));

    /// <summary>Logs the outputs of an application as an experiment, once only: a step that is killed and started again within one CI attempt continues. The results file is checked against the dataset first, and all of its faults are reported at their lines.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(async () =>
    /// {
    ///     await ArizeLogExperimentAsync("support-golden-set", "answers.jsonl");
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="dataset">The dataset: name or id.</param>
    /// <param name="resultsFile">The file with the outputs, one line of JSON for each example: <c>example_id</c>, <c>output</c> and any further fields; <c>error</c> instead of <c>output</c> where there is none.</param>
    /// <returns>The experiment, and how it came to be known.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Task<LogExperimentResult> ArizeLogExperimentAsync(this ICakeContext context, string dataset, FilePath resultsFile) => ArizeLogExperimentAsync(context, dataset, resultsFile, new ArizeLogExperimentSettings());

    /// <summary>Logs the outputs of an application as an experiment, once only: a step that is killed and started again within one CI attempt continues. The results file is checked against the dataset first, and all of its faults are reported at their lines.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(() =>
    /// {
    ///     var logged = ArizeLogExperiment("support-golden-set", "answers.jsonl", new ArizeLogExperimentSettings { Space = "support" });
    ///     Information("Experiment {0}", logged.Experiment.Name);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="dataset">The dataset: name or id.</param>
    /// <param name="resultsFile">The file with the outputs, one line of JSON for each example: <c>example_id</c>, <c>output</c> and any further fields; <c>error</c> instead of <c>output</c> where there is none.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>The experiment, and how it came to be known.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static LogExperimentResult ArizeLogExperiment(this ICakeContext context, string dataset, FilePath resultsFile, ArizeLogExperimentSettings settings) => AliasCall.Wait(() => ArizeLogExperimentAsync(context, dataset, resultsFile, settings));

    /// <summary>Logs the outputs of an application as an experiment, once only: a step that is killed and started again within one CI attempt continues. The results file is checked against the dataset first, and all of its faults are reported at their lines.</summary>
    /// <example><code>
    /// Task("Evaluate").Does(async () =>
    /// {
    ///     var logged = await ArizeLogExperimentAsync("support-golden-set", "answers.jsonl", new ArizeLogExperimentSettings { Space = "support" });
    ///     Information("Experiment {0}", logged.Experiment.Name);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="dataset">The dataset: name or id.</param>
    /// <param name="resultsFile">The file with the outputs, one line of JSON for each example: <c>example_id</c>, <c>output</c> and any further fields; <c>error</c> instead of <c>output</c> where there is none.</param>
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
            MaxBodyBytes = call.Settings.Count(nameof(settings.MaxBodyBytes), settings.MaxBodyBytes) ?? CreateExperimentRequest.DefaultMaxBodyBytes,
            Gate = "log",
            Build = call.Build(settings.RunKey),
        };
        var record = call.FullPath(settings.Record) ?? call.FullPath($"{call.Records}/{request.StepFolder}");
        return call.AskAsync(async (arize, cancel) =>
        {
            var result = await new ExperimentLogging(arize, call.Log).RunAsync(request, record, cancel).ConfigureAwait(false);
            foreach (var fault in result.Faults)
                call.Log.Say(fault);
            return result;
        });
    }
}
