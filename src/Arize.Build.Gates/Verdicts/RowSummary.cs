using System.Runtime.CompilerServices;
using Arize.Build.Client;

namespace Arize.Build.Gates.Verdicts;

/// <summary>
/// What is kept of an experiment's rows while they stream by: for each row the hash of its example's id, a hash of its output, and one number for each metric. No text.
/// </summary>
internal sealed class RowSummary
{
    /// <summary>The metric that is every output's length in characters: judges like length.</summary>
    public const string OutputLength = "output_length";

    readonly Parted<UInt128> examples = new();
    readonly Parted<ulong> outputs = new();
    readonly Dictionary<ColumnKey, Column> columns = [];
    readonly Dictionary<string, FieldColumn> fields = [];
    readonly Dictionary<string, ulong[]> valuesOfExamples = [];
    readonly Dictionary<string, Clusters> clustersOfExamples = [];
    int rowsWithOutput;
    RowIndex? index;

    /// <summary>Starts an empty summary.</summary>
    /// <param name="criteria">The criteria that will be judged: they say which numbers are needed.</param>
    /// <param name="clusters">The field that clusters examples; null for none.</param>
    /// <param name="isTraffic">Whether the rows are production traffic.</param>
    public RowSummary(IEnumerable<Criterion> criteria, string? clusters = null, bool isTraffic = false)
    {
        foreach (var criterion in criteria.Where(c => !c.IsCounter))
        {
            columns.TryAdd(ColumnKey.Of(criterion), new Column(ColumnKey.Of(criterion), isTraffic));
            if (criterion.Slices is { } slices)
                fields.TryAdd(slices.By, new FieldColumn(keepsTexts: true));
        }
        if (clusters is not null)
            fields.TryAdd(clusters, new FieldColumn(keepsTexts: false));
    }

    /// <summary>How many rows there are.</summary>
    public int Rows => examples.Count;

    /// <summary>How many of them have an error.</summary>
    public int Errors { get; private set; }

    /// <summary>How many different examples they are of.</summary>
    public int Examples => Index.Count;

    /// <summary>How many rows have no error, and still no score for some metric: their scores may only be late.</summary>
    public int Unscored { get; private set; }

    /// <summary>The fields of the examples, or of the rows, that slices and clusters need.</summary>
    public IReadOnlyCollection<string> Fields => fields.Keys;

    /// <summary>Adds a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="field">The text of a field that slices or clusters need; null takes the fields that the row itself has.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ExperimentRow row, Func<string, string?>? field = null)
    {
        var output = Digest(row) is { } digest ? IdHash.Order(digest.Hash) : default(ulong?);
        index = null;
        valuesOfExamples.Clear();
        clustersOfExamples.Clear();
        var unscored = false;
        foreach (var column in columns.Values)
            unscored |= column.Add(row) is ScoreState.Missing or ScoreState.NotANumber;
        foreach (var (name, column) in fields)
            column.Add(field is null ? row.Fields?.GetValueOrDefault(name) : field(name));
        examples.Add(Hash(row.ExampleId ?? row.Id));
        outputs.Add(output ?? default);
        rowsWithOutput += output is null ? 0 : 1;
        if (row.Error is not null)
            Errors++;
        else if (unscored)
            Unscored++;
    }

    /// <summary>What is wrong with the rows as the evidence of their experiments; null if nothing is.</summary>
    public string? Problem { get; set; }

    internal IReadOnlyList<UInt128> Keys => examples;

    /// <summary>The rows by example.</summary>
    internal RowIndex Index => index ??= RowIndex.Of(examples);

    /// <summary>Hashes of the outputs; null if a row has none.</summary>
    internal IReadOnlyList<ulong>? Outputs => rowsWithOutput == Rows && Rows > 0 ? outputs : null;

    /// <summary>How common the commonest output is among the rows that have one, and how many these are.</summary>
    internal (int Commonest, int All) CommonestOutput => rowsWithOutput == 0 ? default
        : (MostOften(), rowsWithOutput);

    int MostOften()
    {
        var (sorted, most) = (outputs.ToArray(), 0);
        Array.Sort(sorted);
        for (int from = 0, to = 0; from < sorted.Length; from = to)
        {
            while (to < sorted.Length && sorted[to] == sorted[from])
                to++;
            most = Math.Max(most, sorted[from] == default ? 0 : to - from);
        }
        return most;
    }

    /// <summary>The column of a criterion; null for a counter of the run, which is on no row.</summary>
    internal Column? Find(Criterion criterion) => columns.GetValueOrDefault(ColumnKey.Of(criterion));

    internal Column For(Criterion criterion) => columns[ColumnKey.Of(criterion)];

    internal FieldColumn Field(string name) => fields[name];

    /// <summary>The value of a field for each example that has a score, as its first row has it.</summary>
    internal ulong[] Values(string field, ExampleScores scores)
    {
        if (!valuesOfExamples.TryGetValue(field, out var all))
            valuesOfExamples.Add(field, all = OfExamples(field));
        return scores.N == all.Length ? all : Array.ConvertAll(scores.Positions, p => all[p]);
    }

    /// <summary>The clusters that a field makes of the examples that have a score.</summary>
    internal Clusters ClustersOf(string field, ExampleScores scores)
    {
        if (!clustersOfExamples.TryGetValue(field, out var all))
            clustersOfExamples.Add(field, all = Clusters.Of(OfExamples(field)));
        return scores.N == all.Numbers.Length ? all : all.Take(scores.Positions);
    }

    ulong[] OfExamples(string field)
    {
        var values = fields[field].Values;
        return Array.ConvertAll(Index.Start[..^1], at => values[Index.Rows[at]]);
    }

    internal static OutputDigest? Digest(ExperimentRow row) => row.Digest ?? (row.Output is { } output ? OutputDigest.Of(output) : null);

    internal static UInt128 Hash(string id) => IdHash.Of(id);
}
