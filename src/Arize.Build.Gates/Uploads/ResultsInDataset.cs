using Arize.Build.Client;

namespace Arize.Build.Gates.Uploads;

/// <summary>A results file beside the dataset that it answers: read and checked, nothing sent.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="VersionId">Its newest version, whose examples the file was checked against; null where the service does not name versions.</param>
/// <param name="Examples">The ids of the examples.</param>
/// <param name="File">The file.</param>
/// <param name="Diagnostics">What is wrong. Nothing may be logged while there is any.</param>
internal sealed record ResultsInDataset(Dataset Dataset, string? VersionId, IReadOnlySet<string> Examples, ResultsFile File, IReadOnlyList<GateDiagnostic> Diagnostics)
{
    /// <summary>How many examples would be judged; where the file is not there yet, or has faults, all of the dataset's.</summary>
    public int Count => File.IsThere && Diagnostics.Count == 0 ? File.Lines.Count : Examples.Count;

    public static async Task<ResultsInDataset> ReadAsync(ArizeClient arize, LogExperimentRequest request, CancellationToken cancellationToken, bool mayLackFile = false)
    {
        var file = ResultsFile.Read(request.ResultsFile);
        if (file.Unreadable is { } fault && !(mayLackFile && !System.IO.File.Exists(request.ResultsFile)))
            throw new ArizeException(fault);
        var dataset = await arize.Datasets.GetAsync(request.Dataset, request.Space, cancellationToken).ConfigureAwait(false);
        var version = dataset.LatestVersionId;
        if (request.DatasetVersionId is { } wanted && version is not null && wanted != version)
            throw new ArizeException(Diagnostic.Value("DatasetVersionId", wanted, $"An experiment is logged on the newest version of the dataset, which is {RemoteText.Quote(version)}. Export that one, and answer its examples."));
        var examples = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var example in arize.Datasets.ListExamplesAsync(dataset.Id, version, cancellationToken).ConfigureAwait(false))
            examples.Add(example.Id);
        return new ResultsInDataset(dataset, version, examples, file, file.IsThere ? file.Check(examples, request.AllowMissing) : []);
    }

    /// <summary>The experiment as it would be stored.</summary>
    public CreateExperimentRequest ToRequest(string name, int maxBodyBytes) => new()
    {
        Name = name,
        Dataset = Dataset.Id,
        Rows = [.. File.Lines.Select(l => l.Row)],
        MaxBodyBytes = maxBodyBytes,
    };
}
