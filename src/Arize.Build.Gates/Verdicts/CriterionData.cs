using System.Runtime.CompilerServices;

namespace Arize.Build.Gates.Verdicts;

/// <summary>The numbers that one criterion is judged by.</summary>
internal sealed record CriterionData
{
    public required Criterion Criterion { get; init; }
    public required Scale Scale { get; init; }

    /// <summary>What a score can be; null if it is unbounded.</summary>
    public required ScoreRange? Range { get; init; }
    public required ExampleScores Mine { get; init; }

    /// <summary>The baseline's; null if there is none.</summary>
    public required ExampleScores? Theirs { get; init; }

    /// <summary>The places of the examples that both have.</summary>
    public required (int[] Mine, int[] Theirs) Pairs { get; init; }

    /// <summary>True if the two sides are samples of different examples.</summary>
    public bool IsUnpaired { get; init; }

    /// <summary>The cluster of each of the candidate's examples; null without clusters.</summary>
    public Clusters? Clusters { get; init; }

    /// <summary>The cluster of each of the baseline's examples; used by unpaired comparisons only.</summary>
    public Clusters? TheirClusters { get; init; }

    /// <summary>True if the scores are of outputs, and every output is identical to the baseline's.</summary>
    public bool IsUnchanged { get; init; }

    /// <summary>The numbers of a criterion under one assumption about rows without a score.</summary>
    public static CriterionData Of(JudgeRequest request, Criterion criterion, MissingScores missing, bool isUnchanged)
    {
        var column = request.Candidate.For(criterion);
        var other = request.Baseline?.For(criterion);
        var (scale, range) = ScaleOf(criterion, criterion.IsComparison && other is not null ? [column, other] : [column]);
        var (worst, best) = range is { } r
            ? criterion.HigherIsBetter ? (r.Low, r.High) : (r.High, r.Low)
            : criterion.HigherIsBetter ? (double.NegativeInfinity, double.PositiveInfinity) : (double.PositiveInfinity, double.NegativeInfinity);
        // Without bounds there is no worst value for a mean: in a comparison, the pair is left out.
        var hasWorst = range is not null || !criterion.IsComparison || criterion.Statistic == StatisticKind.Percentile;
        var mine = ExampleScores.Of(request.Candidate.Index, column, hasWorst ? worst : null, missing switch
        {
            MissingScores.LeftOut => null,
            MissingScores.AtWorst => worst,
            _ => best,
        });
        // An error of the baseline is no evidence of anything; counted as the worst value it would be in the candidate's favour.
        var theirs = other is null ? null : ExampleScores.Of(request.Baseline!.Index, other, failedAs: null, missing switch
        {
            MissingScores.LeftOut => null,
            MissingScores.AtWorst => best,
            _ => worst,
        });
        var (ours, others) = (ClustersOf(request, request.Candidate, mine), theirs is null ? null : ClustersOf(request, request.Baseline!, theirs));
        // Traffic is clustered by traces if nothing else is named; if each has one observation, these are independent.
        if (request.IsTraffic && AreSingle(ours) && (others is null || AreSingle(others)))
            (ours, others) = (null, null);
        if (scale == Scale.Binary && !(IsBinary(mine) && (theirs is null || !criterion.IsComparison || IsBinary(theirs))))
            scale = Scale.Proportion; // repeats were averaged
        return new CriterionData
        {
            Criterion = criterion,
            Scale = scale,
            Range = range,
            Mine = mine,
            Theirs = theirs,
            Pairs = theirs is null || request.IsUnpaired ? ([], []) : ExampleScores.Pair(mine, theirs),
            IsUnpaired = request.IsUnpaired,
            Clusters = ours,
            TheirClusters = others,
            IsUnchanged = isUnchanged && (criterion.Metric == RowSummary.OutputLength || column.FromEvaluations && !HasOwnChange()),
        };

        // A judge may score one output differently each time. What the build computes itself does not vary by itself.
        bool HasOwnChange() => theirs is not null && request.IsScoredByBuild(criterion.Metric) && !mine.Means.AsSpan().SequenceEqual(theirs.Means);
    }

    /// <summary>What the scores are: as declared, else as they look on both sides.</summary>
    public static (Scale, ScoreRange?) ScaleOf(Criterion criterion, params IReadOnlyList<Column> columns)
    {
        if (criterion.IsShare)
            return (Scale.Binary, ScoreRange.Unit);
        var isUnit = criterion.Range is { } range ? range == ScoreRange.Unit : columns.All(c => c.FromEvaluations && c.OutOfUnit == 0);
        if (!isUnit)
            return criterion.Range is { } declared ? (Scale.Bounded, declared) : (Scale.Unbounded, null);
        return (columns.All(c => c.AllZeroOrOne) ? Scale.Binary : Scale.Proportion, ScoreRange.Unit);
    }

    /// <summary>The candidate's scores of the pairs.</summary>
    public double[] PairedMine => At(Mine.Means, Pairs.Mine);

    /// <summary>The baseline's scores of the pairs.</summary>
    public double[] PairedTheirs => At(Theirs!.Means, Pairs.Theirs);

    /// <summary>The clusters of the pairs.</summary>
    public Clusters? PairedClusters => Clusters?.Take(Pairs.Mine);

    /// <summary>How many pairs, or clusters of them, or examples there are: what a decision rests on.</summary>
    public int Units => Criterion.IsComparison
        ? IsUnpaired ? Math.Min(Count(Mine.N, Clusters), Count(Theirs!.N, TheirClusters)) : Count(Pairs.Mine.Length, PairedClusters)
        : Count(Mine.N, Clusters);

    /// <summary>The same data with some of the candidate's examples, and their pairs, only.</summary>
    public CriterionData Only(Func<int, bool> wanted, Func<int, bool> wantedOfTheirs)
    {
        int[] kept = [.. Enumerable.Range(0, Mine.N).Where(wanted)], keptOfTheirs = IsUnpaired && Theirs is { } all ? [.. Enumerable.Range(0, all.N).Where(wantedOfTheirs)] : [];
        var mine = Mine.Only(kept);
        var theirs = IsUnpaired ? Theirs?.Only(keptOfTheirs) : Theirs;
        return this with
        {
            Mine = mine,
            Theirs = theirs,
            Pairs = theirs is null || IsUnpaired ? ([], []) : ExampleScores.Pair(mine, theirs),
            Clusters = Clusters?.Take(kept),
            TheirClusters = IsUnpaired ? TheirClusters?.Take(keptOfTheirs) : TheirClusters,
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static double[] At(double[] values, int[] places)
    {
        var found = new double[places.Length];
        for (var i = 0; i < found.Length; i++)
            found[i] = values[places[i]];
        return found;
    }

    static int Count(int examples, Clusters? clusters) => clusters?.Count ?? examples;

    static bool AreSingle(Clusters? clusters) => clusters is null || clusters.Count == clusters.Numbers.Length;

    static bool IsBinary(ExampleScores scores) => Array.TrueForAll(scores.Means, v => v is 0 or 1);

    static Clusters? ClustersOf(JudgeRequest request, RowSummary rows, ExampleScores scores) => request.Data.Clusters is { } field ? rows.ClustersOf(field, scores) : null;
}
