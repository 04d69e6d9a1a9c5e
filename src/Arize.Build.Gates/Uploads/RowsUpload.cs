using System.Globalization;
using Arize.Build.Client;
using Arize.Build.Gates.Runs;

namespace Arize.Build.Gates.Uploads;

/// <summary>One part of an experiment's rows, which is added once only: after a lost answer the rows are read back, and only those that are missing are sent.</summary>
internal sealed class RowsUpload(ArizeClient arize, ResultsInDataset results, Experiment experiment, StoredRows stored, RowPart part) : OnceOnlyRequest<RowPart>
{
    /// <summary>What the last search has found missing; null before one.</summary>
    RowPart? missing;

    /// <summary>The maximum size of the request.</summary>
    public required int MaxBodyBytes { get; init; }

    public override string What => $"{part.Rows.Count} rows";

    public override string Made => "them";

    public override string? Name => null;

    public override bool SendsWhatIsMissing => true;

    /// <summary>The rows themselves tell what an earlier step has added, so no earlier request is continued.</summary>
    public override bool IsSame(SendEntry earlier) => false;

    public override Task<RowPart> ContinueAsync(SendEntry earlier, CancellationToken cancellationToken) => throw new InvalidOperationException("Rows are never continued.");

    public override Task<bool> IsTakenAsync(CancellationToken cancellationToken) => Task.FromResult(false);

    public override Task<SendEntry> PrepareAsync(CancellationToken cancellationToken) => Task.FromResult(new SendEntry
    {
        Kind = SendKind.Rows,
        State = SendState.Intent,
        DatasetId = results.Dataset.Id,
        ExperimentName = experiment.Name,
        ExperimentId = experiment.Id,
        Rows = stored.Count + part.Rows.Count,
        Prepared = arize.ServerNow,
    });

    public override async Task<RowPart> SendAsync(SendEntry entry, CancellationToken cancellationToken)
    {
        var request = new AppendRowsRequest { ExperimentId = experiment.Id, Rows = (missing ?? part).Rows, MaxBodyBytes = MaxBodyBytes };
        await arize.Experiments.AppendRowsAsync(request, cancellationToken).ConfigureAwait(false);
        return part;
    }

    public override async Task<RowPart?> FindAsync(SendEntry entry, bool interrupted, CancellationToken cancellationToken)
    {
        var now = await StoredRows.ReadAsync(arize, experiment.Id, results.File, cancellationToken).ConfigureAwait(false);
        var lacking = Enumerable.Range(0, part.Lines.Count).Where(i => !now.Has(part.Lines[i])).ToArray();
        missing = new RowPart([.. lacking.Select(i => part.Lines[i])], [.. lacking.Select(i => part.Rows[i])]);
        return lacking.Length == 0 ? part : null;
    }

    public override SendEntry Known(SendEntry entry, RowPart made) => entry with { State = SendState.Started };

    public override string? Announce(RowPart made, bool wasLost) => wasLost ? $"Found the {part.Rows.Count} rows: they had arrived." : null;

    public override Task<string?> AbandonAsync(RowPart made, TimeSpan budget) => Task.FromResult<string?>(null);

    public override ArizeDiagnostic NameTaken() => new(GateErrorCode.UnknownOutcome,
        $"The service refuses further rows of experiment {RemoteText.Quote(experiment.Name)} ({experiment.Id}) as a conflict (409). {State()}");

    public override Task<ArizeDiagnostic> UnknownAsync(SendEntry entry, string why, string searchedFor, string recordFile, CancellationToken cancellationToken) =>
        Task.FromResult(new ArizeDiagnostic(GateErrorCode.UnknownOutcome,
            $"It is not known whether {part.Rows.Count} rows of experiment {RemoteText.Quote(experiment.Name)} ({experiment.Id}) were stored (sent after "
            + $"{entry.Prepared.UtcDateTime.ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture)}): {why} {State()}"));

    string State() => $"{stored.Count} of {results.File.Count} rows are known to be stored, and nothing was evaluated. "
        + "Run the step again: in the same build it reads the rows back and sends only those that are missing.";
}
