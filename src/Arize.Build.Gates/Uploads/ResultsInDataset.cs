using Arize.Build.Client;

namespace Arize.Build.Gates.Uploads;

/// <summary>A results file beside the dataset that it answers: read and checked, nothing sent.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="VersionId">Its newest version, whose examples the file was checked against; null if the service does not name versions.</param>
/// <param name="Examples">The examples.</param>
/// <param name="File">The file.</param>
/// <param name="Diagnostics">What is wrong. Nothing may be uploaded while there is any.</param>
internal sealed record ResultsInDataset(Dataset Dataset, string? VersionId, DatasetExamples Examples, ResultsFile File, IReadOnlyList<GateDiagnostic> Diagnostics)
{
    /// <summary>How many examples would be judged; if the file does not exist yet, or has errors, all of the dataset's.</summary>
    public int Count => File.IsReadable && Diagnostics.Count == 0 ? File.Examples : Examples.Count;

    public static async Task<ResultsInDataset> ReadAsync(ArizeClient arize, LogExperimentRequest request, CancellationToken cancellationToken, bool mayLackFile = false)
    {
        var file = ResultsFile.Read(request.ResultsFile, cancellationToken);
        if (file.Unreadable is { } fault && !(mayLackFile && !System.IO.File.Exists(request.ResultsFile)))
            throw new ArizeException(fault);
        var dataset = await arize.Datasets.GetAsync(request.Dataset, request.Space, cancellationToken).ConfigureAwait(false);
        var version = dataset.LatestVersionId;
        if (request.DatasetVersionId is { } wanted && version is not null && wanted != version)
            throw new ArizeException(Diagnostic.Value("DatasetVersionId", wanted, $"An experiment is uploaded on the newest version of the dataset, which is {RemoteText.Quote(version)}. Export that one, and answer its examples."));
        var examples = await DatasetExamples.ReadAsync(arize.Datasets.ListExamplesAsync(dataset.Id, version, cancellationToken), file).ConfigureAwait(false);
        return new ResultsInDataset(dataset, version, examples, file, file.IsReadable ? file.Check(examples, request.AllowMissing, request.MaxBodyBytes) : []);
    }
}
