using System.Text.Json;
using Arize.Build.Client;
using Arize.Build.Gates.Uploads;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Running;

/// <summary>
/// Looks up the texts of the examples that a report shows, once the verdict has named them: question, expected answer, both outputs, the evaluator's explanation. Nothing else is kept,
/// so the size of a dataset does not matter.
/// </summary>
internal sealed class ShownExamples(ArizeClient arize, ExampleFields? fields, OwnScores? own)
{
    /// <summary>How many rows with an error are listed.</summary>
    public const int MaxFailed = 20;

    const int LongestText = 400;

    /// <summary>The names that datasets give to a question, in the order of preference.</summary>
    static readonly string[] QuestionNames = ["question", "input", "query", "prompt", "user_message", "message", "instruction", "task"];

    /// <summary>The names that datasets give to an expected answer.</summary>
    static readonly string[] ExpectedNames =
        ["expected_answer", "expected_output", "expected", "reference", "reference_answer", "reference_output", "ground_truth", "answer", "ideal", "target", "output"];

    readonly Dictionary<UInt128, ExperimentRow> candidate = [];
    readonly Dictionary<UInt128, string> before = [];
    readonly Dictionary<UInt128, (string? Question, string? Expected)> asked = [];

    IReadOnlyDictionary<(UInt128 Example, string Metric), string>? explained;

    /// <summary>Reads them.</summary>
    /// <param name="state">What the gate knows at its end.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The state, its verdict with texts, and with the first rows that have an error.</returns>
    public async Task<GateState> ReadAsync(GateState state, CancellationToken cancellationToken)
    {
        var changed = state.Verdict is null ? [] : state.Verdict.Criteria.SelectMany(c => c.Changed.Select(f => f.Key)).ToHashSet();
        var errors = (int)Math.Min(state.Judged?.Candidate.Errors ?? state.Run?.NumErrors ?? 0, MaxFailed);
        var judged = state.Runs is [var first, ..] ? first.Experiment : state.Experiment;
        if ((judged?.Id ?? state.Run?.ExperimentId) is not { } experiment || changed.Count == 0 && errors == 0)
            return state;
        explained = own?.Explanations(changed);
        var failed = await RowsAsync(experiment, changed, errors, cancellationToken).ConfigureAwait(false);
        if (state.Baseline is { Record: null, ExperimentId: { } baseline } && changed.Count > 0)
            await BaselineAsync(baseline, changed, cancellationToken).ConfigureAwait(false);
        if (state.DatasetId is { } dataset)
            await QuestionsAsync(dataset, judged?.DatasetVersionId, [.. changed, .. failed.Select(f => RowSummary.Hash(f.ExampleId))], cancellationToken).ConfigureAwait(false);
        return state with
        {
            FailedRows = [.. failed.Select(f => asked.TryGetValue(RowSummary.Hash(f.ExampleId), out var texts) ? f with { Question = texts.Question, Expected = texts.Expected } : f)],
            Verdict = state.Verdict is { } verdict
                ? verdict with { Criteria = [.. verdict.Criteria.Select(c => c with { Changed = [.. c.Changed.Select(f => WithTexts(f, c.Criterion))] })] } : null,
        };
    }

    async Task<IReadOnlyList<FailedRow>> RowsAsync(string experiment, HashSet<UInt128> changed, int errors, CancellationToken cancellationToken)
    {
        var failed = new List<FailedRow>();
        await foreach (var row in arize.Experiments.ListRowsAsync(experiment, cancellationToken).ConfigureAwait(false))
        {
            var (id, key) = (row.ExampleId ?? row.Id, RowSummary.Hash(row.ExampleId ?? row.Id));
            if (row.Error is { } error && failed.Count < errors)
                failed.Add(new FailedRow(id, Short(error)!));
            if (changed.Contains(key))
                candidate.TryAdd(key, row);
            if (candidate.Count == changed.Count && failed.Count == errors)
                break;
        }
        return failed;
    }

    async Task BaselineAsync(string experiment, HashSet<UInt128> changed, CancellationToken cancellationToken)
    {
        await foreach (var row in arize.Experiments.ListRowsAsync(experiment, cancellationToken).ConfigureAwait(false))
            if (RowSummary.Hash(row.ExampleId ?? row.Id) is var key && changed.Contains(key) && before.TryAdd(key, Short(row.Output ?? row.Error) ?? "") && before.Count == changed.Count)
                break;
    }

    async Task QuestionsAsync(string dataset, string? version, HashSet<UInt128> wanted, CancellationToken cancellationToken)
    {
        await foreach (var example in arize.Datasets.ListExamplesAsync(dataset, version, cancellationToken).ConfigureAwait(false))
            if (RowSummary.Hash(example.Id) is var key && wanted.Contains(key) && asked.TryAdd(key, (Find(example.Json, QuestionNames), Find(example.Json, ExpectedNames))) && asked.Count == wanted.Count)
                break;
    }

    ChangedExample WithTexts(ChangedExample example, Criterion criterion)
    {
        if (!candidate.TryGetValue(example.Key, out var row))
            return example;
        var texts = asked.GetValueOrDefault(example.Key);
        return example with
        {
            ExampleId = row.ExampleId ?? row.Id,
            Question = texts.Question,
            Expected = texts.Expected,
            BaselineOutput = before.TryGetValue(example.Key, out var output) && output.Length > 0 ? output : null,
            Slice = criterion.Slices is { } slices ? Short(fields?.Find(row.ExampleId ?? row.Id, slices.By) ?? row.Fields?.GetValueOrDefault(slices.By)) : null,
            Output = Short(row.Output ?? row.Error),
            Explanation = Short(explained?.GetValueOrDefault((example.Key, criterion.Metric)) ?? row.Evaluations.GetValueOrDefault(criterion.Metric)?.Explanation),
        };
    }

    static string? Find(JsonElement example, string[] names)
    {
        foreach (var name in names)
            if (example.ValueKind == JsonValueKind.Object && example.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
                return Short(value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText());
        return null;
    }

    /// <summary>A text as a report shows it: one harmless line of at most 400 characters.</summary>
    public static string? Short(string? text) => text is null ? null : RemoteText.OneLine(text, LongestText);
}
