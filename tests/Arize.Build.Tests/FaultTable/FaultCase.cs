namespace Arize.Build.Tests.FaultTable;

/// <summary>One row of the fault table, tried on a whole gate.</summary>
/// <param name="Number">The row.</param>
/// <param name="What">The fault.</param>
/// <param name="Ends">How the gate ends: a verdict in a word, or a code.</param>
public sealed record FaultCase(string Number, string What, string Ends)
{
    public required Action<WholeGate> Break { get; init; }

    /// <summary>How many triggers reach the service.</summary>
    public int Triggers { get; init; } = 1;

    /// <summary>How many cancels reach the service.</summary>
    public int Cancels { get; init; }

    /// <summary>The longest it may take, in seconds on the simulated clock.</summary>
    public double Within { get; init; } = 20;

    /// <summary>The shortest it may take.</summary>
    public double AtLeast { get; init; }

    /// <summary>What the user is told.</summary>
    public string Says { get; init; } = "";

    /// <summary>What must not be said anywhere.</summary>
    public string? Never { get; init; }

    public TestCaseData ToTest() => new TestCaseData(this).SetArgDisplayNames($"#{Number} {What}").SetCategory(FaultRowAttribute.Category).SetProperty("FaultRow", Number)
        .SetProperty("Fault", What).SetProperty("Expected", Expected);

    public string Expected => $"{Ends}, {Triggers} trigger{(Triggers == 1 ? "" : "s")}{(Cancels > 0 ? $", {Cancels} cancel" : "")}, at most {Within} s";

    public async Task HoldsAsync()
    {
        await using var gate = new WholeGate();
        Break(gate);
        var ending = await gate.AskAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ending.Outcome, Is.EqualTo(Ends), ending.Message);
            Assert.That(gate.Count("trigger"), Is.EqualTo(Triggers), "triggers");
            Assert.That(gate.Count("cancel"), Is.EqualTo(Cancels), "cancels");
            Assert.That(ending.Elapsed.TotalSeconds, Is.InRange(AtLeast, Within), "time");
            Assert.That(ending.Message + string.Join('\n', gate.Log.Milestones.Concat(gate.Log.Warnings.Select(w => w.Message))), Does.Contain(Says));
            Assert.That(Never is not null && ending.Everything.Contains(Never, StringComparison.Ordinal), Is.False, $"'{Never}' is said");
            Assert.That(ending.HasVerdict, Is.EqualTo(!Ends.StartsWith("ARIZE", StringComparison.Ordinal)), "a verdict is written where there is one, and nowhere else");
            Assert.That(ending.Passed, Is.EqualTo(Ends == "pass"));
        }
        FaultRowAttribute.Print(Number, What, Expected);
    }
}
