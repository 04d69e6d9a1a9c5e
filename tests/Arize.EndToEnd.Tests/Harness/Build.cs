using System.Text.RegularExpressions;

namespace Arize.EndToEnd.Tests.Harness;

/// <summary>A command that has ended.</summary>
sealed partial record Build(int ExitCode, string Output, string ErrorOutput = "")
{
    /// <summary>The errors with one of our codes, as a CI's problem matcher sees them. MSBuild's summary says each once more; it is left out.</summary>
    public IReadOnlyList<CodedError> Errors { get; } = Lines("error", Output);

    /// <summary>The warnings with one of our codes.</summary>
    public IReadOnlyList<CodedError> Warnings { get; } = Lines("warning", Output);

    /// <summary>The build must have ended well.</summary>
    public Build Passes()
    {
        Assert.That(ExitCode, Is.Zero, Output);
        return this;
    }

    /// <summary>The build must have ended badly, with errors of these codes and no other of ours.</summary>
    public Build Fails(params string[] codes)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ExitCode, Is.Not.Zero, Output);
            Assert.That(Errors.Select(e => e.Code), Is.EquivalentTo(codes), Output);
            Assert.That(Output, Does.Not.Contain("MSB4018"), "an exception has reached MSBuild");
            Assert.That(Output, Does.Not.Contain("MSB4181"), "a target has failed without an error of its own, and MSBuild reports that beside ours");
        }
        return this;
    }

    static List<CodedError> Lines(string kind, string output)
    {
        var summary = output.IndexOf("\nBuild FAILED.", StringComparison.Ordinal);
        if (summary < 0)
            summary = output.IndexOf("\nBuild succeeded.", StringComparison.Ordinal);
        return [.. ProblemMatcher().Matches(summary < 0 ? output : output[..summary]).Where(m => m.Groups[3].Value == kind)
            .Select(m => new CodedError(m.Groups[4].Value, m.Groups[1].Value.Trim(), m.Groups[2].Value, m.Groups[5].Value))];
    }

    [GeneratedRegex(@"^(.*?)(\(\d+,\d+\))? ?: (error|warning) (ARIZE\d{4}): (.*)$", RegexOptions.Multiline)]
    private static partial Regex ProblemMatcher();
}

/// <summary>A line of the form <c>file(line,column): error CODE: message</c>.</summary>
sealed record CodedError(string Code, string File, string Position, string Message);
