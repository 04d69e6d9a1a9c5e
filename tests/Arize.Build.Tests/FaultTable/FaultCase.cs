namespace Arize.Build.Tests.FaultTable;

/// <summary>One fault of the table, tried on a whole gate.</summary>
/// <param name="Number">The row.</param>
/// <param name="What">The fault.</param>
/// <param name="Ends">How the gate ends: a verdict in a word and its first code, the code of an error, or "interrupted".</param>
public sealed record FaultCase(string Number, string What, string Ends)
{
    public const int Always = int.MaxValue;

    public required Action<WholeGate> Break { get; init; }

    /// <summary>How many triggers reach the service.</summary>
    public int Triggers { get; init; } = 1;

    /// <summary>How many cancels reach the service.</summary>
    public int Cancels { get; init; }

    /// <summary>How many cancels may reach the service, if the first one fails in a way that passes.</summary>
    public int? CancelsAtMost { get; init; }

    /// <summary>The longest it may take, in seconds on the simulated clock.</summary>
    public double Within { get; init; } = 20;

    /// <summary>The shortest it may take.</summary>
    public double AtLeast { get; init; }

    /// <summary>What the user is told.</summary>
    public string Says { get; init; } = "";

    /// <summary>What must not be said anywhere.</summary>
    public string? Never { get; init; }

    /// <summary>What else must hold.</summary>
    public Action<WholeGate, GateEnding>? Besides { get; init; }

    public TestCaseData ToTest() => new TestCaseData(this).SetArgDisplayNames($"#{Number} {What}").SetCategory(FaultRowAttribute.Category);

    string Expected => $"{Ends}, {Triggers} trigger{(Triggers == 1 ? "" : "s")}{(Cancels > 0 ? $", {(CancelsAtMost is { } most ? $"{Cancels} to {most}" : Cancels)} cancel" : "")}, within {Within} s";

    public async Task HoldsAsync()
    {
        await using var gate = new WholeGate();
        GateEnding? ending = null;
        var held = false;
        try
        {
            Break(gate);
            ending = await gate.AskAsync();
            Check(gate, ending);
            held = true;
        }
        finally
        {
            FaultLedger.Add(new FaultLine(Number, What, Expected, ending?.Outcome ?? "no end", ending?.Code, gate.Count("trigger"), held));
        }
    }

    void Check(WholeGate gate, GateEnding ending)
    {
        var warnings = gate.Log.Warnings.Select(w => w.ToString());
        using var _ = Assert.EnterMultipleScope();
        Assert.That(ending.Shown, Is.EqualTo(Ends), ending.Message);
        Assert.That(gate.Count("trigger"), Is.EqualTo(Triggers), "triggers");
        Assert.That(gate.Count("cancel"), Is.InRange(Cancels, CancelsAtMost ?? Cancels), "cancels");
        Assert.That(ending.Elapsed.TotalSeconds, Is.InRange(AtLeast, Within), "time");
        Assert.That(string.Join('\n', [ending.Message, .. gate.Log.Milestones, .. warnings]), Does.Contain(Says));
        Assert.That(Never is not null && ending.Everything.Contains(Never, StringComparison.Ordinal), Is.False, $"'{Never}' is said");
        Assert.That(ending.HasVerdict, Is.EqualTo(!Ends.StartsWith("ARIZE", StringComparison.Ordinal) && Ends != "interrupted"), "a verdict is written where there is one, and nowhere else");
        Assert.That(ending.Passed, Is.EqualTo(Ends.StartsWith("pass", StringComparison.Ordinal)));
        Besides?.Invoke(gate, ending);
    }
}
