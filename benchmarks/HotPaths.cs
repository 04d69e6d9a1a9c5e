using System.Buffers;
using System.Text.Json;
using Arize.Build.Client;
using Arize.Build.Client.Http;
using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates.Records;
using Arize.Build.Gates;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Arize.Build.Benchmarks;

/// <summary>What happens for each row of an experiment, on a page of 500; times and allocations are those of one row.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class HotPaths : IDisposable
{
    const int Count = 500;
    static readonly ApiRequest Call = new(HttpMethod.Get, "v2/experiments/x/runs");

    byte[] page = [];
    IReadOnlyList<ExperimentRow> rows = [];
    Criterion[] criteria = [];
    FileStream? file;

    public static void Run(bool smoke)
    {
        var artifacts = Directory.CreateTempSubdirectory("benchmark");
        var job = (smoke ? Job.Dry : Job.ShortRun).WithToolchain(InProcessEmitToolchain.Instance);
        var config = DefaultConfig.Instance.AddJob(job).WithArtifactsPath(artifacts.FullName);
        BenchmarkRunner.Run<HotPaths>(smoke ? config.WithOptions(ConfigOptions.DisableOptimizationsValidator) : config);
        artifacts.Delete(recursive: true);
    }

    [GlobalSetup]
    public void Prepare()
    {
        var written = new ArrayBufferWriter<byte>();
        Service.Rows(written, 0, Count, Count);
        page = written.WrittenSpan.ToArray();
        rows = new RowReader(texts: false).Read(page, Call).Items;
        criteria = [.. ManyRows.Criteria()];
        file = new FileStream(Path.GetTempFileName(), new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose });
    }

    [GlobalCleanup]
    public void Dispose()
    {
        file?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Description = "only tokenise", Baseline = true, OperationsPerInvoke = Count)]
    public int Tokenise()
    {
        var tokens = 0;
        for (var json = new Utf8JsonReader(page); json.Read();)
            tokens++;
        return tokens;
    }

    [Benchmark(Description = "read", OperationsPerInvoke = Count)]
    public object Read() => new RowReader(texts: false).Read(page, Call);

    [Benchmark(Description = "keep for the judge", OperationsPerInvoke = Count)]
    public object Keep()
    {
        var summary = new RowSummary(criteria);
        foreach (var row in rows)
            summary.Add(row);
        return summary;
    }

    [Benchmark(Description = "write into the record", OperationsPerInvoke = Count)]
    public void Write()
    {
        file!.Position = 0;
        using var writer = new RowWriter(file);
        foreach (var row in rows)
            writer.Write(row);
    }
}
