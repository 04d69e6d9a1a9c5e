using System.Collections.Concurrent;
using System.Globalization;

namespace Arize.Build.Tests.FaultTable;

/// <summary>
/// What holds for every sequence of faults, at any request of a whole gate. ARIZE_FAULT_SEQUENCES says how many are drawn, ARIZE_FAULT_SEED from where: the same ones each time, but new ones for each 'dotnet cake --target=Faults'. A failure names the seed of its sequence,
/// which, with one sequence, repeats it.
/// </summary>
public sealed class FaultSequenceTests
{
    static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    [Test]
    public async Task No_sequence_of_faults_breaks_a_promise()
    {
        var (first, count) = (Number("ARIZE_FAULT_SEED", 20261124), Number("ARIZE_FAULT_SEQUENCES", 200));
        var (broken, ends) = (new ConcurrentQueue<string>(), new ConcurrentDictionary<string, int>(StringComparer.Ordinal));
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (i, _) =>
        {
            var seed = unchecked(first + i);
            await using var gate = new WholeGate();
            var sequence = new FaultSequence(seed, gate);
            try
            {
                var ending = await gate.AskAsync();
                ends.AddOrUpdate(ending.Shown, 1, (_, n) => n + 1);
                foreach (var promise in Broken(sequence, ending))
                    broken.Enqueue($"seed {seed}, {promise}\n  {sequence}\n  {ending.Shown} after {ending.Elapsed.TotalSeconds:0.###} s: {ending.Message}");
            }
            catch (Exception e) when (e is not SuccessException)
            {
                broken.Enqueue($"seed {seed}, {e.GetType().Name}: {e.Message}\n  {sequence}\n{e.StackTrace}");
            }
        });
        await TestContext.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count} random sequences of faults from seed {first} (ARIZE_FAULT_SEED): ")
            + string.Join(", ", ends.OrderByDescending(e => e.Value).Select(e => $"{e.Value} {e.Key}")));
        Assert.That(broken, Is.Empty, string.Join("\n\n", broken));
    }

    /// <summary>The promises that did not hold; those of docs/reliability.md, by number. That the key is nowhere (4) is checked for every ending.</summary>
    static IEnumerable<string> Broken(FaultSequence drawn, GateEnding ending)
    {
        var gate = drawn.Gate;
        if (ending.Passed && !(drawn.IsGood && gate.HasEndedAs("COMPLETED") && ending.HasVerdict))
            yield return "promise 1: a pass without proof";
        foreach (var (kind, refused) in drawn.Refused)
        {
            var open = gate.Count(kind) - refused.Count;
            if (open > 1)
                yield return $"promise 2: {open} of {gate.Count(kind)} triggers ({kind}) were neither refused nor provably unsent";
            if (open > 0 && !IsKnown(kind))
                yield return $"promise 3: what became of the trigger ({kind}) is not said";
        }
        if (ending.Elapsed > drawn.Timeout + TimeSpan.FromSeconds(5.1))
            yield return "promise 7: too long";

        bool IsKnown(string kind)
        {
            var id = kind == "trigger" ? Faults.ScriptedArize.RunId : WholeGate.EvaluationId;
            return ending.Codes.Contains("ARIZE3005") || ending.HasVerdict || AsShown(id).Any(shown => ending.Message.Contains(shown, StringComparison.Ordinal) || gate.Log.Milestones.Any(m => m.Contains(shown, StringComparison.Ordinal)))
                || gate.Log.Milestones.Any(m => m.StartsWith("The outcome of the trigger is not known", StringComparison.Ordinal) && kind == "evaluate");
        }

        // A byte of garbage that makes another id of an id is, as one that makes another score, beyond what a client can see.
        static IEnumerable<string> AsShown(string id) =>
            from at in Enumerable.Range(0, id.Length) from with in FaultSequence.Garbage.Select(b => (char)b).Where(c => c is ':' or 'x').Prepend(id[at]) select $"{id[..at]}{with}{id[(at + 1)..]}";
    }
}
