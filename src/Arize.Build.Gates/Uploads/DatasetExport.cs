using System.Text.Encodings.Web;
using System.Text.Json;
using Arize.Build.Client;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Uploads;

/// <summary>Writes the examples of a dataset into a file, one line of JSON each, page by page: never all of them in memory.</summary>
internal sealed class DatasetExport(ArizeClient arize, IBuildLog log)
{
    /// <summary>Text stays readable. It goes into a file of data, not into a page.</summary>
    static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the file: a temporary one first, which takes its place once it is whole. After a fault the earlier file is still there.</summary>
    /// <param name="request">What to write, and where.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArizeException">No such dataset, version or example, the service cannot be read, or the file cannot be written.</exception>
    public async Task<ExportedDataset> RunAsync(ExportDatasetRequest request, CancellationToken cancellationToken)
    {
        var dataset = await arize.Datasets.GetAsync(request.Dataset, request.Space, cancellationToken).ConfigureAwait(false);
        // Named, so that all pages are of one version, whatever is changed meanwhile.
        var version = request.DatasetVersionId ?? dataset.LatestVersionId;
        var whole = request.OutputFile + ".new";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(request.OutputFile)!);
            int count;
            var file = new FileStream(whole, FileMode.Create, FileAccess.Write, FileShare.None);
            await using (file.ConfigureAwait(false))
                count = await WriteAsync(request, dataset, version, file, cancellationToken).ConfigureAwait(false);
            File.Move(whole, request.OutputFile, overwrite: true);
            log.Milestone($"Exported {NumberFormat.Count(count, "example")} of dataset {RemoteText.Quote(dataset.Name)}{(version is null ? "" : $", version {version}")}.");
            return new ExportedDataset { Dataset = dataset, VersionId = version, Count = count, File = request.OutputFile };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArizeException(Diagnostic.Value("OutputFile", request.OutputFile, $"It cannot be written: {FileReason.Of(e)}"), e);
        }
        finally
        {
            Remove(whole);
        }
    }

    async Task<int> WriteAsync(ExportDatasetRequest request, Dataset dataset, string? version, FileStream file, CancellationToken cancellationToken)
    {
        var wanted = request.ExampleIds is { Count: > 0 } ids ? new HashSet<string>(ids, StringComparer.Ordinal) : null;
        var fields = request.Fields is { Count: > 0 } named ? new HashSet<string>(named, StringComparer.Ordinal) : null;
        var unseen = fields is null ? [] : new HashSet<string>(fields, StringComparer.Ordinal);
        var count = 0;
        await foreach (var example in arize.Datasets.ListExamplesAsync(dataset.Id, version, cancellationToken).ConfigureAwait(false))
        {
            if (wanted?.Remove(example.Id) == false)
                continue;
            using var line = new MemoryStream();
            using (var json = new Utf8JsonWriter(line, Plain))
                Write(example.Json, fields, unseen, json);
            line.WriteByte((byte)'\n');
            await file.WriteAsync(line.GetBuffer().AsMemory(0, (int)line.Length), cancellationToken).ConfigureAwait(false);
            count++;
        }
        if (wanted is { Count: > 0 })
            throw new ArizeException(Diagnostic.NotFound($"The dataset {RemoteText.Quote(dataset.Name)} has no example {string.Join(", ", wanted.Order(StringComparer.Ordinal).Take(5).Select(RemoteText.Quote))}"
                + $"{(wanted.Count > 5 ? $" and {wanted.Count - 5} more" : "")} (ExampleIds){(version is null ? "" : $" in version {version}")}. Nothing was written."));
        if (count > 0 && unseen.Count > 0)
            throw new ArizeException(Diagnostic.NotFound($"No example of the dataset {RemoteText.Quote(dataset.Name)} has a field {string.Join(", ", unseen.Order(StringComparer.Ordinal).Select(RemoteText.Quote))} (Fields). Nothing was written."));
        await file.FlushAsync(cancellationToken).ConfigureAwait(false);
        return count;
    }

    /// <summary>An example with the fields that are wanted; its id is always one of them.</summary>
    static void Write(JsonElement example, HashSet<string>? fields, HashSet<string> unseen, Utf8JsonWriter json)
    {
        if (fields is null)
        {
            example.WriteTo(json);
            return;
        }
        json.WriteStartObject();
        foreach (var field in example.EnumerateObject())
        {
            unseen.Remove(field.Name);
            if (field.Name == "id" || fields.Contains(field.Name))
                field.WriteTo(json);
        }
        json.WriteEndObject();
    }

    static void Remove(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What could not be made cannot be removed either; the fault that is being thrown says more.
        }
    }
}
