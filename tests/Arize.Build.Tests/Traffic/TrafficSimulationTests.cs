using System.Globalization;
using Arize.Build.Client;
using Arize.Build.Gates;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Tests.Traffic;

/// <summary>How often a comparison stops an identical version, counted over seeded windows of 40 sessions of 10 requests on each side. A session is a good one or a bad one.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class TrafficSimulationTests
{
    const int Sessions = 40;
    const int Requests = 10;

    static readonly Criterion Criterion = new() { Metric = "helpfulness", Operator = CriterionOperator.MayDropBy, Limit = 0 };

    /// <summary>A few hundred windows in the suite; all 2,000 with <c>--filter TestCategory=Slow</c>.</summary>
    [TestCase(400), TestCase(2000, Explicit = true, Category = "Slow")]
    public void An_identical_version_fails_seldom_if_sessions_are_clusters(int windows)
    {
        var (clustered, alone) = (0, 0);
        for (var window = 0; window < windows; window++)
        {
            clustered += Fails(window, "session.id") ? 1 : 0;
            alone += Fails(window, "trace_id") ? 1 : 0;
        }
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{windows} windows: {100.0 * clustered / windows:0.0} % fail with sessions as clusters, {100.0 * alone / windows:0.0} % without"));
        Assert.That(100.0 * clustered / windows, Is.LessThanOrEqualTo(7));
        Assert.That(100.0 * alone / windows, Is.GreaterThan(15), "without clusters it would fail far more often");
    }

    static bool Fails(int window, string clusters)
    {
        var random = new Random(20_261_123 + window);
        var request = new JudgeRequest
        {
            Criteria = [Criterion],
            Data = new DataPolicy { Clusters = clusters },
            Noun = "root span",
            Candidate = Side(random, clusters, "c"),
            Baseline = Side(random, clusters, "b"),
        };
        return Judge.Verdict(request).Outcome == Outcome.Fail;
    }

    static RowSummary Side(Random random, string clusters, string side)
    {
        var rows = new RowSummary([Criterion], clusters, isTraffic: true);
        for (var session = 0; session < Sessions; session++)
        {
            var good = random.NextDouble() < 0.7 ? 0.95 : 0.5;
            for (var i = 0; i < Requests; i++)
            {
                var id = string.Create(CultureInfo.InvariantCulture, $"{side}-{session}-{i}");
                var score = random.NextDouble() < good ? 1 : 0;
                rows.Add(new ExperimentRow { Id = id, Evaluations = new Dictionary<string, Evaluation> { ["helpfulness"] = new(score, null, null) } },
                    _ => clusters == "session.id" ? $"{side}-{session}" : id);
            }
        }
        return rows;
    }
}
