namespace Arize.Build.Gates.Verdicts;

/// <summary>What the outputs themselves tell, without reading them.</summary>
internal static class OutputCheck
{
    /// <summary>Whether every output is identical to the baseline's output of the same example.</summary>
    public static bool IsUnchanged(JudgeRequest request)
    {
        if (request.IsUnpaired || request.Candidate.Outputs is not { } mine || request.Baseline?.Outputs is not { } theirs)
            return false;
        var (ours, others) = (request.Candidate.Index, request.Baseline.Index);
        if (!ours.Examples.AsSpan().SequenceEqual(others.Examples))
            return false;
        for (var example = 0; example < ours.Count; example++)
            if (!AreAlike([.. Of(ours, mine, example)], [.. Of(others, theirs, example)]))
                return false;
        return true;

        // With another number of repeats, all of them are one text.
        static bool AreAlike(ulong[] mine, ulong[] theirs) =>
            mine.Length == theirs.Length ? mine.AsSpan().SequenceEqual(theirs) : mine[0] == mine[^1] && theirs[0] == theirs[^1] && mine[0] == theirs[0];

        static IEnumerable<ulong> Of(RowIndex index, IReadOnlyList<ulong> outputs, int example) =>
            Enumerable.Range(index.Start[example], index.Start[example + 1] - index.Start[example]).Select(i => outputs[index.Rows[i]]).Order();
    }

    /// <summary>Whether one text makes up more than half of the outputs, and at least twice the share that the commonest text has in the baseline. Judges like some constant answers.</summary>
    public static string? Degenerate(JudgeRequest request)
    {
        if (request.Data.AllowSameOutputs || request.Baseline?.CommonestOutput is not { All: > 0 } baseline)
            return null;
        var (commonest, all) = request.Candidate.CommonestOutput;
        if (all < request.Data.MinExamples)
            return null;
        var (share, theirs) = (commonest / (double)all, baseline.Commonest / (double)baseline.All);
        return share > 0.5 && share >= 2 * theirs
            ? $"Degenerate outputs: one text makes up {NumberFormat.Percent(share)} of the outputs, and the baseline's commonest text {NumberFormat.Percent(theirs)}. "
                + "A judge may like a constant answer. If it is meant, set data.allowSameOutputs to true."
            : null;
    }
}
