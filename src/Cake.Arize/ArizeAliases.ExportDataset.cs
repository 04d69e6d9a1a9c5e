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
    /// <summary>Writes the examples of a dataset into a file, one line of JSON each, for an application of the team's own to answer. The file is written whole or not at all.</summary>
    /// <example><code>
    /// Task("Answer").Does(() =>
    /// {
    ///     var golden = ArizeExportDataset("support-golden-set", "artifacts/golden.jsonl");
    ///     Information("{0} examples of version {1}", golden.Count, golden.VersionId);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="dataset">The dataset: name or id.</param>
    /// <param name="outputFile">The file to write.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static ExportedDataset ArizeExportDataset(this ICakeContext context, string dataset, FilePath outputFile) => AliasCall.Wait(() => ArizeExportDatasetAsync(context, dataset, outputFile));

    /// <summary>Writes the examples of a dataset into a file, one line of JSON each, for an application of the team's own to answer. The file is written whole or not at all.</summary>
    /// <example><code>
    /// Task("Answer").Does(async () =>
    /// {
    ///     var golden = await ArizeExportDatasetAsync("support-golden-set", "artifacts/golden.jsonl");
    ///     Information("{0} examples of version {1}", golden.Count, golden.VersionId);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="dataset">The dataset: name or id.</param>
    /// <param name="outputFile">The file to write.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Task<ExportedDataset> ArizeExportDatasetAsync(this ICakeContext context, string dataset, FilePath outputFile) => ArizeExportDatasetAsync(context, dataset, outputFile, new ArizeExportDatasetSettings());

    /// <summary>Writes the examples of a dataset into a file, one line of JSON each, for an application of the team's own to answer. The file is written whole or not at all.</summary>
    /// <example><code>
    /// Task("Answer").Does(() =>
    /// {
    ///     var golden = ArizeExportDataset("support-golden-set", "artifacts/golden.jsonl", new ArizeExportDatasetSettings { Space = "support" });
    ///     Information("{0} examples of version {1}", golden.Count, golden.VersionId);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="dataset">The dataset: name or id.</param>
    /// <param name="outputFile">The file to write.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static ExportedDataset ArizeExportDataset(this ICakeContext context, string dataset, FilePath outputFile, ArizeExportDatasetSettings settings) => AliasCall.Wait(() => ArizeExportDatasetAsync(context, dataset, outputFile, settings));

    /// <summary>Writes the examples of a dataset into a file, one line of JSON each, for an application of the team's own to answer. The file is written whole or not at all.</summary>
    /// <example><code>
    /// Task("Answer").Does(async () =>
    /// {
    ///     var golden = await ArizeExportDatasetAsync("support-golden-set", "artifacts/golden.jsonl", new ArizeExportDatasetSettings { Space = "support" });
    ///     Information("{0} examples of version {1}", golden.Count, golden.VersionId);
    /// });
    /// </code></example>
    /// <param name="context">The context.</param>
    /// <param name="dataset">The dataset: name or id.</param>
    /// <param name="outputFile">The file to write.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="CakeException">With code, reason and way out.</exception>
    [CakeMethodAlias]
    public static Task<ExportedDataset> ArizeExportDatasetAsync(this ICakeContext context, string dataset, FilePath outputFile, ArizeExportDatasetSettings settings)
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
        return call.AskAsync((arize, cancellationToken) => new DatasetExport(arize, call.Log).RunAsync(request, cancellationToken));
    }
}
