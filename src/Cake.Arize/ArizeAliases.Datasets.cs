using Arize.Build.Client;
using Arize.Build.Gates.Settings;
using Arize.Build.Gates.Uploads;
using Arize.Build.Gates;
using Cake.Arize.Running;
using Cake.Core;
using Cake.Core.Annotations;
using Cake.Core.IO;

namespace Cake.Arize;

public static partial class ArizeAliases
{
    /// <summary>
    /// Writes the examples of a dataset to a file, one line of JSON each, for the team's own application to answer. The file is written
    /// completely or not at all.
    /// </summary>
    /// <example><code>
    /// Task("Export").Does(() =>
    /// {
    ///     var golden = ArizeExportDataset("support-golden-set", "artifacts/golden.jsonl", new ArizeExportDatasetSettings { Space = "support" });
    ///     Information("{0} examples of version {1}", golden.Count, golden.VersionId);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="dataset">The dataset: name or id.</param>
    /// <param name="outputFile">The file to write.</param>
    /// <param name="settings">The settings. Default: all examples of the newest version.</param>
    /// <returns>The file, the version and the number of examples.</returns>
    /// <exception cref="CakeException">Nothing was written: code, reason and next step.</exception>
    [CakeMethodAlias]
    public static ExportedDataset ArizeExportDataset(
        this ICakeContext context, string dataset, FilePath outputFile, ArizeExportDatasetSettings? settings = null) =>
        AliasCall.Wait(() => ArizeExportDatasetAsync(context, dataset, outputFile, settings));

    /// <inheritdoc cref="ArizeExportDataset(ICakeContext, string, FilePath, ArizeExportDatasetSettings?)"/>
    [CakeMethodAlias]
    public static Task<ExportedDataset> ArizeExportDatasetAsync(
        this ICakeContext context, string dataset, FilePath outputFile, ArizeExportDatasetSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(outputFile);
        settings ??= new ArizeExportDatasetSettings();
        var call = new AliasCall(context, settings);
        call.Settings.Add(DatasetsClient.CheckDataset(dataset, call.Space));
        var request = new ExportDatasetRequest
        {
            Dataset = SettingReader.Text(dataset) ?? "",
            Space = call.Space,
            DatasetVersionId = SettingReader.Text(settings.DatasetVersionId),
            ExampleIds = Given(settings.ExampleIds),
            Fields = Given(settings.Fields),
            OutputFile = call.FullPath(outputFile.FullPath),
        };
        return call.AskAsync((arize, cancellationToken) => new DatasetExport(arize, call.Log).RunAsync(request, cancellationToken));
    }

    /// <summary>
    /// Logs the outputs of an application as an experiment, once only: a step that is killed and restarted within one CI attempt continues.
    /// All errors of the file are reported together, each at its line.
    /// </summary>
    /// <example><code>
    /// Task("Log").Does(() =>
    /// {
    ///     var logged = ArizeLogExperiment("support-golden-set", "artifacts/results.jsonl", new ArizeLogExperimentSettings { ExperimentName = "pr-7" });
    ///     Information("{0} rows in {1}", logged.Count, logged.Experiment.Name);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="dataset">The dataset (name or id) whose examples were answered.</param>
    /// <param name="resultsFile">The file with the outputs, one line of JSON for each example.</param>
    /// <param name="settings">The settings. Default: every example must have a line; the name is made from the dataset and the CI build.</param>
    /// <returns>The experiment, and whether it is new.</returns>
    /// <exception cref="CakeException">Nothing was logged, or it is not known: code, reason and next step.</exception>
    [CakeMethodAlias]
    public static LogExperimentResult ArizeLogExperiment(
        this ICakeContext context, string dataset, FilePath resultsFile, ArizeLogExperimentSettings? settings = null) =>
        AliasCall.Wait(() => ArizeLogExperimentAsync(context, dataset, resultsFile, settings));

    /// <inheritdoc cref="ArizeLogExperiment(ICakeContext, string, FilePath, ArizeLogExperimentSettings?)"/>
    [CakeMethodAlias]
    public static Task<LogExperimentResult> ArizeLogExperimentAsync(
        this ICakeContext context, string dataset, FilePath resultsFile, ArizeLogExperimentSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(resultsFile);
        settings ??= new ArizeLogExperimentSettings();
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
            foreach (var diagnostic in result.Diagnostics)
                call.Log.Report(diagnostic);
            return result;
        });
    }
}
