using System.Runtime.CompilerServices;
using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Records;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Running;

/// <summary>Reads exactly the windows of a gate on traffic, streamed: of each observation some hashes and numbers are kept; what it scored goes into the record.</summary>
internal sealed class TrafficReading(ArizeClient arize, IBuildLog log, GateDefinition gate, TrafficFound traffic)
{
    readonly string[] fields = [.. gate.Criteria.Select(c => c.Slices?.By).OfType<string>().Append(traffic.Clusters).Where(f => f != TrafficMetrics.TraceId).Append(Observation.Output).Distinct(StringComparer.Ordinal)];

    /// <summary>What is odd in what was read last.</summary>
    public IReadOnlyList<GateDiagnostic> Diagnostics { get; private set; } = [];

    /// <summary>
    /// Reads both sides. Scores may lag behind the spans and the runs that make them, so a side that cannot be judged yet, or has fewer scores than the runs report, is read again
    /// for a while; then what is there is what is judged.
    /// </summary>
    /// <param name="folder">The record's folder; null writes nothing.</param>
    /// <param name="done">The evaluations that have run.</param>
    /// <param name="patience">How long to read again.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<(RowSummary Candidate, RowSummary? Baseline)> ReadAsync(string? folder, IReadOnlyList<EvaluationDone> done, TimeSpan patience, CancellationToken cancellationToken)
    {
        var started = arize.TimeProvider.GetTimestamp();
        var pause = new Backoff(arize.TimeProvider, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)) { Least = 1 };
        var (candidate, baseline) = (default(RowSummary), default(RowSummary));
        while (true)
        {
            Diagnostics = [];
            if (candidate is null || IsLate(candidate, traffic.Candidate, done))
                candidate = await SideAsync(traffic.Candidate, folder, RecordFile.Scores, cancellationToken).ConfigureAwait(false);
            if (traffic.Baseline is { } other && (baseline is null || IsLate(baseline, other, done)))
                baseline = await SideAsync(other, folder, RecordFile.Baseline, cancellationToken).ConfigureAwait(false);
            var left = patience - arize.TimeProvider.GetElapsedTime(started);
            var late = IsLate(candidate, traffic.Candidate, done) || baseline is not null && IsLate(baseline, traffic.Baseline!, done);
            if (!late || left <= TimeSpan.Zero)
                return (candidate, baseline);
            log.Detail($"{Scored(candidate)} in the window{(baseline is null ? "" : $", {Scored(baseline)} in the baseline's")}; scores may be late, reading again.");
            await pause.WaitAsync(cancellationToken, limit: left).ConfigureAwait(false);
        }
    }

    /// <summary>How many observations of a side have scores, for each metric of an evaluator.</summary>
    public string Scored(RowSummary rows)
    {
        var metrics = gate.Criteria.Where(c => !c.IsCounter && !TrafficMetrics.All.Contains(c.Metric)).Select(c => (c.Metric, rows.For(c).Scored)).DistinctBy(m => m.Metric).ToArray();
        return NumberFormat.Count(rows.Rows, traffic.Noun) + (metrics.Length == 0 || rows.Rows == 0 ? ""
            : $" ({string.Join(", ", metrics.Select(m => $"{NumberFormat.Percent(m.Scored / (double)rows.Rows)} with {RemoteText.OneLine(m.Metric, 60)}"))})");
    }

    /// <summary>Whether more scores must come: too few to be judged, or fewer than the runs of this window report.</summary>
    bool IsLate(RowSummary rows, TrafficSide side, IReadOnlyList<EvaluationDone> done)
    {
        var made = done.Where(d => d.Window == side.Window).Select(d => d.Run?.NumSuccesses ?? 0).DefaultIfEmpty(0).Max();
        return gate.Criteria.Where(c => !c.IsCounter && !TrafficMetrics.All.Contains(c.Metric)).Select(rows.For).Any(c =>
            c.Scored < gate.Data.MinExamples || c.Scored < gate.Data.MinCoverage * rows.Rows || side.Filter is null && traffic.Unit == ObservationUnit.Span && c.Scored < Math.Min(made, rows.Rows));
    }

    async Task<RowSummary> SideAsync(TrafficSide side, string? folder, string name, CancellationToken cancellationToken)
    {
        if (folder is null)
            return await SideAsync(side, null, cancellationToken).ConfigureAwait(false);
        var rows = await RecordFile.BeginAsync(folder, name, file => SideAsync(side, file, cancellationToken)).ConfigureAwait(false);
        RecordFile.Finish(folder, name);
        return rows;
    }

    async Task<RowSummary> SideAsync(TrafficSide side, FileStream? file, CancellationToken cancellationToken)
    {
        var rows = TrafficRecord.NewSummary(gate);
        using var lines = file is null ? null : new RowWriter(file);
        var (alone, truncated) = (0, 0);
        await foreach (var (observation, isTruncated) in ObservationsAsync(side, texts: false, fields, cancellationToken).ConfigureAwait(false))
        {
            var cluster = observation.Field(traffic.Clusters);
            alone += cluster is null ? 1 : 0;
            truncated += isTruncated ? 1 : 0;
            // What has no session is its own.
            cluster ??= $"{TrafficMetrics.TraceId} {observation.Span.TraceId}";
            rows.Add(observation.Row, field => field == traffic.Clusters ? cluster : observation.Field(field));
            lines?.Write(observation.Row, cluster);
        }
        Note(rows, side, alone, truncated);
        return rows;
    }

    /// <summary>The observations of a side once more, with question, answer and explanations.</summary>
    /// <param name="side">The side.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<Observation> WithTextsAsync(TrafficSide side, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (observation, _) in ObservationsAsync(side, texts: true, fields, cancellationToken).ConfigureAwait(false))
            yield return observation;
    }

    void Note(RowSummary rows, TrafficSide side, int alone, int truncated)
    {
        if (alone > 0 && alone == rows.Rows)
            Add(GateErrorCode.NotJudged, $"data.clusters names {RemoteText.Quote(traffic.Clusters)}, and no {traffic.Noun} of {side} has such an attribute.", DiagnosticSeverity.Error);
        else if (alone > 0)
            Add(GateErrorCode.GateWarning, $"{alone} of {NumberFormat.Count(rows.Rows, traffic.Noun)} of {side} have no {RemoteText.Quote(traffic.Clusters)}: each of their traces is a cluster.", DiagnosticSeverity.Warning);
        if (truncated > 0)
            Add(GateErrorCode.GateWarning, $"{NumberFormat.Count(truncated, "trace")} of {side} have more than 1,000 spans, of which the service returns 1,000: their sums are too small.", DiagnosticSeverity.Warning);

        void Add(string code, string message, DiagnosticSeverity severity) => Diagnostics = [.. Diagnostics, new GateDiagnostic(code, message, gate.TracesAt, severity)];
    }

    async IAsyncEnumerable<(Observation Observation, bool IsTruncated)> ObservationsAsync(TrafficSide side, bool texts, string[] attributes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (traffic.Unit == ObservationUnit.Trace)
        {
            var traces = new ListTracesRequest { Project = traffic.Project.Id, StartTime = side.Window.From, EndTime = side.Window.To, Filter = side.Filter, IncludeTexts = texts, TextAttributes = attributes };
            await foreach (var trace in arize.Traces.ListAsync(traces, cancellationToken).ConfigureAwait(false))
                yield return (Observation.Of(trace, trace.Root ?? throw NoRoot(trace)), trace.IsTruncated);
            yield break;
        }
        var spans = new ListSpansRequest { Project = traffic.Project.Id, StartTime = side.Window.From, EndTime = side.Window.To, Filter = side.Filter, IncludeTexts = texts, TextAttributes = attributes };
        await foreach (var span in arize.Spans.ListAsync(spans, cancellationToken).ConfigureAwait(false))
            if ((span.IsRoot || traffic.Unit == ObservationUnit.Span) && span.StartTime >= side.Window.From && span.StartTime < side.Window.To)
                yield return (Observation.Of(span), false);
    }

    static ArizeException NoRoot(Trace trace) => new([new ArizeDiagnostic(ArizeErrorCode.UnexpectedAnswer, $"The trace {RemoteText.Quote(trace.Id)} was returned without its root span {RemoteText.Quote(trace.RootSpanId)}.")]);
}
