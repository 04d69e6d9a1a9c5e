using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Arize.Build.Client;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Uploads;

/// <summary>
/// The outputs of an application, read once to know what there is: of each line only hashes and the scores that the build has computed are kept, so that a file may be larger than memory.
/// Whatever needs the lines themselves reads them again.
/// </summary>
internal sealed class ResultsFile
{
    readonly List<ResultRow> rows = [];
    readonly Dictionary<ResultKey, int> places = [];
    readonly ResultsReader reader;

    ResultsFile(string path) => (Path, reader) = (path, new ResultsReader(path));

    /// <summary>The file, an absolute path.</summary>
    public string Path { get; }

    /// <summary>Why the file cannot be read; null if it can.</summary>
    public ArizeDiagnostic? Unreadable { get; private set; }

    /// <summary>False for a file that cannot be read.</summary>
    public bool IsReadable => Unreadable is null;

    /// <summary>The lines that can be uploaded.</summary>
    public IReadOnlyList<ResultRow> Rows => rows;

    /// <summary>How many lines can be uploaded.</summary>
    public int Count => rows.Count;

    /// <summary>How many different examples they answer.</summary>
    public int Examples { get; private set; }

    /// <summary>How many answers to each example there are.</summary>
    public int Repeats { get; private set; } = 1;

    /// <summary>The size of the largest row as it is sent, in bytes, and its line.</summary>
    public (int Bytes, int Line) Largest { get; private set; }

    /// <summary>Scores that the build has computed itself.</summary>
    public BuildScores Scores { get; } = new();

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, an absolute path.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static ResultsFile Read(string path, CancellationToken cancellationToken = default)
    {
        var file = new ResultsFile(path);
        try
        {
            foreach (var line in file.reader.Lines())
            {
                cancellationToken.ThrowIfCancellationRequested();
                file.Add(line);
            }
            file.Examples = file.rows.Select(r => r.Key.Example).Distinct().Count();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file.Unreadable = CannotBeRead(path, e);
        }
        return file;
    }

    /// <summary>The lines again.</summary>
    /// <exception cref="ArizeException">The file cannot be read any more, or holds something else now.</exception>
    public IEnumerable<ResultLine> Lines()
    {
        var again = new ResultsReader(Path);
        using var lines = again.Lines().GetEnumerator();
        var at = 0;
        for (; Next(); at++)
            yield return at < rows.Count && lines.Current.Hash() == rows[at].Content ? lines.Current : throw Changed();
        if (at != rows.Count || again.Errors.Count != reader.Errors.Count)
            throw Changed();

        bool Next()
        {
            try
            {
                return lines.MoveNext();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new ArizeException(CannotBeRead(Path, e), e);
            }
        }

        ArizeException Changed() => new(new ArizeDiagnostic(GateErrorCode.ResultsFile,
            $"The results file {RemoteText.Quote(Path)} changed while it was read. Write it completely before the gate runs, and leave it alone until the gate has ended."));
    }

    /// <summary>What is wrong with the file, the first errors in full and the others as a number.</summary>
    /// <param name="examples">The dataset's examples; null if they are not known.</param>
    /// <param name="allowMissing">Whether answers may be left out.</param>
    /// <param name="maxBodyBytes">The maximum size of a request.</param>
    public IReadOnlyList<GateDiagnostic> Check(DatasetExamples? examples, bool allowMissing, int maxBodyBytes = RowParts.DefaultMaxBytes) =>
        new ResultsCheck(this, reader, examples) { AllowMissing = allowMissing, MaxBodyBytes = maxBodyBytes }.Diagnostics();

    /// <summary>The line of an answer; null if there is none. Of lines that answer the same, the first.</summary>
    public int? Find(ResultKey key) => places.TryGetValue(key, out var at) ? at : null;

    /// <summary>The line of a row of the experiment; null if it is of none.</summary>
    public int? Find(ExperimentRow row) => row.ExampleId is { } example ? Find(new ResultKey(RowSummary.Hash(example), RepeatOf(row))) : null;

    /// <summary>What the file holds, whatever the order of its lines and of their fields: SHA-256 in hexadecimal digits.</summary>
    public string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[16];
        foreach (var content in rows.Select(r => r.Content).Order())
        {
            BinaryPrimitives.WriteUInt128BigEndian(bytes, content);
            hash.AppendData(bytes);
        }
        return Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant();
    }

    void Add(ResultLine line)
    {
        var key = new ResultKey(RowSummary.Hash(line.Content.ExampleId), line.Content.Repeat);
        var bytes = Encoding.UTF8.GetByteCount(line.ToRow().ToJsonString());
        if (bytes > Largest.Bytes)
            Largest = (bytes, line.Number);
        places.TryAdd(key, rows.Count);
        Repeats = Math.Max(Repeats, key.Repeat);
        Scores.Add(rows.Count, line.Content.Evaluations);
        rows.Add(new ResultRow(key, line.Number, line.Hash(), OutputDigest.HashOf(line.Content.Output)));
    }

    static int RepeatOf(ExperimentRow row) => row.Numbers.TryGetValue(ResultsRules.Repeat, out var repeat) && repeat is >= 1 and <= int.MaxValue ? (int)repeat : 1;

    static ArizeDiagnostic CannotBeRead(string path, Exception e) =>
        new(GateErrorCode.ResultsFile, $"The results file {RemoteText.Quote(path)} cannot be read: {FileReason.Of(e)}");
}
