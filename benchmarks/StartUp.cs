using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace Arize.Build.Benchmarks;

/// <summary>What a build loads, compiles and allocates for a gate whose runs are over at once, by an event trace of the runtime; next to the same build with an empty target.</summary>
static class StartUp
{
    /// <summary>GC, loader and JIT events, all details: see the runtime's list of keywords.</summary>
    const string Events = "Microsoft-Windows-DotNETRuntime:0x19:5";

    static readonly string[] Groups = ["Arize", "RestSharp", "System.Net", "System.Text.Json", "Microsoft.Build", "the rest"];

    public static async Task RunAsync()
    {
        using var build = BuildOverhead.Prepare();
        await build.DotnetAsync("restore", "App");
        string[] command = ["build", "App", "--no-restore", "-m:1", "-nodeReuse:false", "-v:q"];
        await build.TraceAsync("empty", Events, [.. command, "-t:Empty"]);
        await build.TraceAsync("gate", Events, [.. command, "-t:ArizeGate"]);
        var (empty, gate) = (Trace.Read(Path.Combine(build.Folder, "empty")), Trace.Read(Path.Combine(build.Folder, "gate")));

        Measure.Head("Start-up: what the gate adds to an empty target", "code of", "assemblies loaded", "methods compiled", "compiling, ms");
        foreach (var group in Groups)
            Measure.Line(group, gate.Assemblies.Count(a => Group(a) == group) - empty.Assemblies.Count(a => Group(a) == group), gate.Methods(group) - empty.Methods(group), Measure.Show(gate.Milliseconds(group) - empty.Milliseconds(group), 0));
        Measure.Line("all", gate.Assemblies.Count - empty.Assemblies.Count, gate.Compiled.Count - empty.Compiled.Count, Measure.Show(Groups.Sum(gate.Milliseconds) - Groups.Sum(empty.Milliseconds), 0));
        Console.WriteLine($"\nAllocated: {Measure.Show((gate.Allocated - empty.Allocated) / 1048576.0, 1)} MiB more than the empty target's {Measure.Show(empty.Allocated / 1048576.0, 1)} MiB.");
        Console.WriteLine($"Loaded besides: {string.Join(", ", gate.Assemblies.Except(empty.Assemblies).Order())}.");
    }

    static string Group(string name) => Groups.FirstOrDefault(g => name.StartsWith(g, StringComparison.Ordinal)) ?? Groups[^1];

    /// <summary>What the traces of all processes of one build say.</summary>
    sealed class Trace
    {
        public HashSet<string> Assemblies { get; } = [];

        public List<(string Type, double Milliseconds)> Compiled { get; } = [];

        public long Allocated { get; private set; }

        public int Methods(string group) => Compiled.Count(c => Group(c.Type) == group);

        public double Milliseconds(string group) => Compiled.Where(c => Group(c.Type) == group).Sum(c => c.Milliseconds);

        public static Trace Read(string folder)
        {
            var trace = new Trace();
            foreach (var file in Directory.EnumerateFiles(folder, "*.nettrace"))
                trace.Add(file);
            return trace;
        }

        void Add(string file)
        {
            using var source = new EventPipeEventSource(file);
            var started = new Dictionary<(int Thread, long Method), double>();
            source.Clr.LoaderAssemblyLoad += (AssemblyLoadUnloadTraceData e) => Assemblies.Add(e.FullyQualifiedAssemblyName.Split(',')[0]);
            source.Clr.MethodJittingStarted += (MethodJittingStartedTraceData e) => started[(e.ThreadID, e.MethodID)] = e.TimeStampRelativeMSec;
            source.Clr.MethodLoadVerbose += (MethodLoadUnloadVerboseTraceData e) =>
            {
                if (started.Remove((e.ThreadID, e.MethodID), out var from))
                    Compiled.Add((e.MethodNamespace, e.TimeStampRelativeMSec - from));
            };
            source.Clr.GCAllocationTick += (GCAllocationTickTraceData e) => Allocated += e.AllocationAmount64;
            source.Process();
        }
    }
}
