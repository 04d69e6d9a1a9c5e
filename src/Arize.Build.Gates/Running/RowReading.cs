using System.Runtime.CompilerServices;
using Arize.Build.Client;
using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates.Records;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Uploads;

namespace Arize.Build.Gates.Running;

/// <summary>Reads the rows of exactly one experiment, streamed: of each row a hash and some numbers are kept; what it scored goes into the record.</summary>
internal sealed class RowReading(ArizeClient arize, IBuildLog log, IReadOnlyList<Criterion> criteria, string? clusters = null)
{
    /// <summary>Whether a field of a row says what it cost.</summary>
    static bool IsCost(string field) => field is "prompt_tokens" or "completion_tokens" or "total_tokens" or "cost" or "cost_usd";

    /// <summary>The fields of the dataset's examples that slices and clusters name; null if none are needed.</summary>
    public ExampleFields? Fields { get; set; }

    /// <summary>How many rows each experiment of the last reading had.</summary>
    public List<int> RowsOf { get; } = [];

    /// <summary>Scores that the build has computed itself: they are judged as its results file has them; null if there are none.</summary>
    public OwnScores? OwnScores { get; set; }

    /// <summary>What each experiment was made with, by its id; null if that is not known.</summary>
    public Func<string, RowsMade?> Made { get; set; } = _ => null;

    /// <summary>Sums of the cost fields of the last reading.</summary>
    public Dictionary<string, double> Totals { get; } = [];

    /// <summary>
    /// Reads the experiments of a gate's runs, and writes <c>scores.jsonl</c> as it goes: the rows of one example, from however many runs, are repeats of it. Scores and rows may lag behind the runs that make them, so where some are missing all is read again,
    /// for a short time; then what is there is what is judged.
    /// </summary>
    /// <param name="experimentIds">The experiments.</param>
    /// <param name="folder">The record's folder.</param>
    /// <param name="expected">How many rows there must be by the runs' own counters; 0 if they are not known.</param>
    /// <param name="patience">How long to look again.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<RowSummary> CandidateAsync(IReadOnlyList<string> experimentIds, string folder, long expected, TimeSpan patience, CancellationToken cancellationToken)
    {
        var started = arize.TimeProvider.GetTimestamp();
        var pause = new Backoff(arize.TimeProvider, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(4)) { Least = 1 };
        while (true)
        {
            Totals.Clear();
            OwnScores?.Restart();
            var rows = await RecordFile.BeginAsync(folder, RecordFile.Scores, file => ReadAsync(experimentIds, file, Totals, cancellationToken)).ConfigureAwait(false);
            var left = patience - arize.TimeProvider.GetElapsedTime(started);
            if (rows is { Unscored: 0, Problem: null } && rows.Rows >= expected || left <= TimeSpan.Zero)
            {
                RecordFile.Finish(folder, RecordFile.Scores);
                return rows;
            }
            log.Detail($"{NumberFormat.Count(rows.Rows, "row")} read, {rows.Unscored} without a score so far; reading again.");
            await pause.WaitAsync(cancellationToken, limit: left).ConfigureAwait(false);
        }
    }

    /// <summary>Reads a baseline, and writes <c>baseline.jsonl</c> as it goes: what it lacks now will not come.</summary>
    /// <param name="experimentId">The experiment.</param>
    /// <param name="folder">The record's folder; null writes nothing.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<RowSummary> BaselineAsync(string experimentId, string? folder, CancellationToken cancellationToken)
    {
        if (folder is null)
            return await ReadAsync([experimentId], null, null, cancellationToken).ConfigureAwait(false);
        var rows = await RecordFile.BeginAsync(folder, RecordFile.Baseline, file => ReadAsync([experimentId], file, null, cancellationToken)).ConfigureAwait(false);
        RecordFile.Finish(folder, RecordFile.Baseline);
        return rows;
    }

    async Task<RowSummary> ReadAsync(IReadOnlyList<string> experimentIds, FileStream? file, Dictionary<string, double>? totals, CancellationToken cancellationToken)
    {
        var rows = new RowSummary(criteria, clusters);
        using var lines = file is null ? null : new RowWriter(file);
        var ids = experimentIds.Count > 1 ? new IdSet() : null;
        RowsOf.Clear();
        foreach (var experimentId in experimentIds)
        {
            var before = rows.Rows;
            var census = new RowCensus(Made(experimentId));
            var request = new ListRowsRequest { ExperimentId = experimentId, IncludeTexts = false, Fields = rows.Fields };
            // By the page: a step of an asynchronous loop for each row takes as long as judging it.
            await foreach (var page in arize.Experiments.ListRowsAsync(request, cancellationToken).AsPages().ConfigureAwait(false))
                if (!Add(page.Items, rows, census, ids, lines, totals))
                    break;
            RowsOf.Add(rows.Rows - before);
            rows.Problem ??= census.AtTheEnd;
        }
        return rows;
    }

    /// <summary>Adds the rows of a page; false if nothing after them is worth reading.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    bool Add(IReadOnlyList<ExperimentRow> page, RowSummary rows, RowCensus census, IdSet? ids, RowWriter? lines, Dictionary<string, double>? totals)
    {
        foreach (var read in page)
        {
            var row = totals is not null && OwnScores is { } own ? own.Over(read) : read;
            row = rows.Fields.Count == 0 ? row : WithFields(row, rows.Fields);
            census.Add(row);
            rows.Add(row);
            lines?.Write(row);
            if (totals is not null)
                AddCosts(row, totals);
            if (ids?.Add(row.Id) == false)
                rows.Problem ??= $"Row {RemoteText.Quote(row.Id)} is in two experiments of this gate.";
            if (census.Problem is not null || rows.Problem is not null)
                return false;
        }
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void AddCosts(ExperimentRow row, Dictionary<string, double> totals)
    {
        foreach (var (field, number) in NamedValues<double>.Span(row.Numbers))
            if (IsCost(field))
                totals[field] = totals.GetValueOrDefault(field) + number;
    }

    /// <summary>A field of the dataset's example goes before one of the row. The record holds it as it is judged.</summary>
    ExperimentRow WithFields(ExperimentRow row, IEnumerable<string> names)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in names)
            if ((Fields?.Find(row.ExampleId ?? row.Id, name) ?? row.Fields?.GetValueOrDefault(name)) is { } text)
                found[name] = FieldColumn.Short(text);
        return row with { Fields = found };
    }
}
