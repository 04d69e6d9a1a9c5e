using System.Globalization;
using System.Text.Json;
using Arize.Build.Client;
using Arize.Build.Client.Http;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Records;

/// <summary>The file <c>verdict.json</c> of a record: the one place that writes it and the one that reads it.</summary>
internal static class VerdictFile
{
    /// <summary>A verdict as its file holds it, sealed with a hash of itself.</summary>
    public static VerdictDocument Render(string gate, GateVerdict verdict, IEnumerable<GateDiagnostic> others, GateCost cost, VerdictEvidence evidence, VerdictMeta meta) =>
        IntegrityHash.Put(new VerdictDocument
        {
            Schema = VerdictDocument.CurrentSchema,
            Gate = gate,
            Outcome = verdict.Outcome,
            Passed = verdict.Passed,
            Override = verdict.Override is { } o ? new() { Owner = o.Owner, Reason = o.Reason, Expires = Time(o.Expires), Source = o.Source } : null,
            Rows = verdict.Rows,
            Examples = verdict.Examples,
            RowErrors = verdict.RowErrors,
            Faults = [.. others.Where(f => f.Severity == DiagnosticSeverity.Error).Select(f => f.Message), .. verdict.DataProblems.Select(p => p.Message)],
            Warnings = [.. others.Where(f => f.Severity == DiagnosticSeverity.Warning).Select(f => f.Message), .. verdict.Warnings],
            Criteria = [.. verdict.Criteria.Select(Criterion)],
            IdenticalModel = verdict.IdenticalModel is { } estimate
                ? new() { Share = estimate.Share, Exchanges = estimate.Exchanges, Tolerance = estimate.Tolerance, Examples = estimate.Examples, Repeats = estimate.Repeats } : null,
            Looks = [.. verdict.Looks.Select(l => new LookDocument { Runs = l.Runs, Outcome = l.Outcome, Open = l.Open })],
            Waivers = [.. verdict.Waivers.Select(Waiver)],
            Traffic = verdict.Traffic is { } t
                ? new() { Project = t.Project, ProjectId = t.ProjectId, Unit = t.Unit, Clusters = t.Clusters, Candidate = Window(t.Candidate), Baseline = t.Baseline is { } other ? Window(other) : null } : null,
            FailedRows = [.. evidence.FailedRows.Select(f => new FailedRowDocument { Example = f.ExampleId, Error = f.Error, Question = f.Question, Expected = f.Expected })],
            Scores = Named(RecordFile.Scores, evidence.ScoresHash),
            Baseline = Named(RecordFile.Baseline, evidence.BaselineHash),
            Counters = [.. evidence.Counters.Select(run => new CountersDocument { Successes = run.Successes, Errors = run.Errors, Skipped = run.Skipped })],
            Cost = new()
            {
                RunsTriggered = cost.RunsTriggered,
                Evaluations = cost.Evaluations,
                Totals = new SortedDictionary<string, double>(cost.Totals.Where(t => double.IsFinite(t.Value)).ToDictionary(), StringComparer.Ordinal),
            },
            Meta = meta.ToDocument(),
        });

    /// <summary>Writes a verdict, whole or not at all.</summary>
    public static async Task WriteAsync(string folder, VerdictDocument verdict)
    {
        await RecordFile.BeginAsync(folder, RecordFile.Verdict, async stream =>
        {
            await JsonSerializer.SerializeAsync(stream, verdict, VerdictJson.Default.VerdictDocument).ConfigureAwait(false);
            stream.Flush(flushToDisk: true);
            return true;
        }).ConfigureAwait(false);
        RecordFile.Finish(folder, RecordFile.Verdict);
    }

    /// <summary>Reads the verdict of a record.</summary>
    /// <param name="folder">The record's folder.</param>
    /// <returns>The verdict; null if there is none.</returns>
    /// <exception cref="ArizeException">There is one, and it cannot be used: it cannot be read, is of another version, or was altered since it was written.</exception>
    public static VerdictDocument? Read(string folder)
    {
        var file = Path.Combine(folder, RecordFile.Verdict);
        try
        {
            if (!File.Exists(file))
                return null;
            var json = File.ReadAllBytes(file);
            UniqueMembers.Demand(json);
            var verdict = JsonSerializer.Deserialize(json, VerdictJson.Default.VerdictDocument) ?? throw new JsonException("It holds null.");
            return verdict.Schema != VerdictDocument.CurrentSchema ? throw Unusable(folder, "the verdict is of another version of this library.")
                : !IntegrityHash.Holds(verdict) ? throw Unusable(folder, "the verdict was altered since it was written.")
                : verdict;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw Unusable(folder, $"its verdict.json cannot be read: {FileReason.Of(e)}", e);
        }
    }

    /// <summary>A moment as the file holds it.</summary>
    public static string Time(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A moment of the file; null if it is none.</summary>
    public static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    /// <summary>The error of a record that cannot be used.</summary>
    internal static ArizeException Unusable(string folder, string why, Exception? inner = null) =>
        new([new ArizeDiagnostic(GateErrorCode.NotJudged, $"The record in {RemoteText.Quote(folder)} cannot be used: {why}")], inner);

    static FileDocument? Named(string file, string? hash) => hash is null ? null : new() { File = file, Sha256 = hash };

    static WindowDocument Window(TrafficWindow window) => new() { From = Time(window.From), To = Time(window.To), Filter = window.Filter, Observations = window.Observations };

    static WaiverDocument Waiver(WaiverUse use) => new()
    {
        Criterion = use.Waiver.Criterion,
        Owner = use.Waiver.Owner,
        Reason = use.Waiver.Reason,
        Expires = use.Day,
        State = Word(use.State),
    };

    static CriterionDocument Criterion(CriterionVerdict c) => new()
    {
        Metric = c.Criterion.Metric,
        Title = CriterionText.Title(c.Criterion),
        Operator = c.Criterion.Operator.Key(),
        Limit = c.Criterion.Limit,
        Relative = c.Criterion.IsRelative,
        Evidence = c.Criterion.EvidenceRequired ? "required" : null,
        Severity = Word(c.Criterion.Severity),
        Confidence = c.Criterion.Confidence,
        Outcome = c.Outcome,
        Finding = Camel(c.Finding),
        Reason = RemoteText.OneLine(c.Reason),
        Method = c.Method is { } method ? Camel(method) : null,
        Scale = c.Scale is { } scale ? Word(scale) : null,
        ScoredByBuild = c.ScoredByBuild,
        Value = Number(c.Value),
        Baseline = Number(c.Baseline),
        Change = Number(c.Change),
        Allowed = Number(c.Allowed),
        Interval = c.Interval is { } i ? Ends(i) : null,
        Coverage = c.Coverage,
        BaselineCoverage = c.BaselineCoverage,
        Examples = c.Examples,
        Broke = c.Broke,
        Fixed = c.Fixed,
        SmallestError = Number(c.SmallestError),
        CorrectedError = Number(c.CorrectedError),
        DropThatPasses = Number(c.DropThatPasses),
        Clusters = c.Clusters,
        Missing = c.Missing,
        LeftOut = c.LeftOut,
        Slices = [.. c.Slices.Select(s => new SliceDocument
        {
            Name = s.Name,
            Examples = s.Examples,
            Judged = s.IsJudged,
            Fails = s.Fails,
            Value = Number(s.Value),
            Baseline = Number(s.Baseline),
            Interval = s.Interval is { } bounds ? Ends(bounds) : null,
        })],
        Waived = c.Waiver is not null,
        Changed = [.. c.Changed.Select(f => new ChangeDocument
        {
            Example = f.ExampleId,
            Before = Number(f.Before),
            After = Number(f.After),
            Worse = f.Worse,
            Slice = f.Slice,
            Question = f.Question,
            Expected = f.Expected,
            BaselineOutput = f.BaselineOutput,
            Output = f.Output,
            Explanation = f.Explanation,
        })],
    };

    static double? Number(double? number) => number is { } n && double.IsFinite(n) ? n : null;

    static string Word<T>(T word)
        where T : struct, Enum => word.ToString().ToLowerInvariant();

    static string Camel<T>(T word)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(word.ToString());

    static IReadOnlyList<double?> Ends(Interval interval) => [Number(interval.Low), Number(interval.High)];
}
