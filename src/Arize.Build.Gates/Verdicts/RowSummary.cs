using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Arize.Build.Client;

namespace Arize.Build.Gates.Verdicts;

/// <summary>
/// What is kept of an experiment's rows while they stream by: for each row the hash of its example's id, and one number for each metric. No text.
/// </summary>
internal sealed class RowSummary
{
    readonly List<UInt128> examples = [];
    readonly Dictionary<ColumnKey, Column> columns = [];

    /// <summary>Starts an empty summary.</summary>
    /// <param name="criteria">The criteria that will be judged: they say which numbers are needed.</param>
    public RowSummary(IEnumerable<Criterion> criteria)
    {
        foreach (var criterion in criteria.Where(c => !c.Metric.StartsWith(RunCounters.Prefix, StringComparison.Ordinal)))
            columns.TryAdd(ColumnKey.Of(criterion), new Column(ColumnKey.Of(criterion)));
    }

    /// <summary>How many rows there are.</summary>
    public int Rows => examples.Count;

    /// <summary>How many of them have an error.</summary>
    public int Errors { get; private set; }

    /// <summary>How many different examples they are of.</summary>
    public int Examples => examples.Distinct().Count();

    /// <summary>How many rows have no error, and still no score for some metric: their scores may only be late.</summary>
    public int Unscored { get; private set; }

    /// <summary>Adds a row.</summary>
    /// <param name="row">The row.</param>
    public void Add(ExperimentRow row)
    {
        var unscored = false;
        foreach (var column in columns.Values)
            unscored |= double.IsNaN(column.Add(row));
        examples.Add(Hash(row.ExampleId ?? row.Id));
        if (row.Error is not null)
            Errors++;
        else if (unscored)
            Unscored++;
    }

    internal IReadOnlyList<UInt128> Keys => examples;

    /// <summary>The column of a criterion; null for a counter of the run, which is on no row.</summary>
    internal Column? Find(Criterion criterion) => columns.GetValueOrDefault(ColumnKey.Of(criterion));

    internal Column For(Criterion criterion) => columns[ColumnKey.Of(criterion)];

    internal static UInt128 Hash(string id)
    {
        Span<byte> text = stackalloc byte[512], hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.TryGetBytes(id, text, out var length) ? text[..length] : Encoding.UTF8.GetBytes(id), hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
