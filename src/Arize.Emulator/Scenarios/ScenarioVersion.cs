namespace Arize.Emulator;

/// <summary>A version of the application behind a project, and how good it is.</summary>
public sealed class ScenarioVersion
{
    /// <summary>Its part of the sessions, in relation to the shares of the other versions that are deployed at the same time. Default 1.</summary>
    public double Share { get; set; } = 1;

    /// <summary>How long before the emulator's start it was deployed; null, the default, for as long as there is traffic.</summary>
    public TimeSpan? DeployedFor { get; set; }

    /// <summary>Chance that a request ends with an error, 0 to 1. Default 0.</summary>
    public double ErrorRate { get; set; }

    /// <summary>Mean time of a request. Default 900 ms. One in twenty takes about twice as long.</summary>
    public TimeSpan Latency { get; set; } = TimeSpan.FromMilliseconds(900);

    /// <summary>Mean number of tokens of a request. Default 400.</summary>
    public double Tokens { get; set; } = 400;

    /// <summary>Price of 1000 tokens in US dollars. Default 0.002.</summary>
    public double CostPer1000Tokens { get; set; } = 0.002;

    /// <summary>Text of a failed request's error.</summary>
    public string Error { get; set; } = "The model endpoint answered 503: overloaded, try again later.";

    /// <summary>
    /// The mean score by evaluator, 0 to 1. An evaluator with labels gives 0 or 1, any other a number between. An evaluator that is not here cannot judge a span, unless its kind needs no
    /// reference.
    /// </summary>
    public Dictionary<string, double> Scores { get; set; } = [];
}
