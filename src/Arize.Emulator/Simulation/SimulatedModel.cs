using System.Globalization;
using System.Text.Json.Nodes;
using Arize.Emulator.State;

namespace Arize.Emulator.Simulation;

/// <summary>Writes the rows of an experiment: right and wrong answers by deterministic chance.</summary>
sealed class SimulatedModel(string name, ScenarioModel setup)
{
    /// <summary>How an answer may be put; {0} is its substance.</summary>
    static readonly string[] Wordings =
    [
        "{0}", "{0}", "Thanks for reaching out. {0}", "{0} Is there anything else I can help with?", "Happy to help! {0}",
        "Good question. {0}", "{0} Let me know if you need anything else.",
    ];

    readonly string seed = setup.Seed ?? name;

    /// <param name="dataset">Where the expected answers and the plausible wrong ones come from.</param>
    /// <param name="version">Version of the dataset.</param>
    /// <param name="examples">Examples to answer, in order.</param>
    /// <param name="experiment">Name of the experiment.</param>
    /// <param name="noise">The seed of noise: another one for each run.</param>
    /// <param name="configuration">Run configuration as on the wire.</param>
    public IReadOnlyList<Row> Run(
        Dataset dataset, DatasetVersion version, IEnumerable<Example> examples, string experiment, string noise, JsonObject configuration)
    {
        var references = version.Examples.Select(example => Reference(dataset, example)).ToList();
        var configured = Tokens(configuration.ToJsonString());
        return [.. examples.Select(Answer)];

        Row Answer(Example example)
        {
            var failed = Chance("error", example, noise) < setup.ErrorRate;
            var right = Chance("right", example, noise) < setup.Accuracy;
            var reference = Reference(dataset, example);
            var output = failed ? null : setup.Answer ?? Verdict(configuration, right) ?? Say(reference, references, example, right);
            return new Row(
                Ids.Uuid(experiment, name, example.Id), example.Id, output, failed ? setup.Error : null,
                Measurements(example, noise, configured + Tokens(example.Columns.ToJsonString()), Tokens(output ?? "")));
        }
    }

    JsonObject Measurements(Example example, string noise, int prompt, int completion) => new()
    {
        ["latency_ms"] = (int)(setup.Latency.TotalMilliseconds * (0.6 + 0.8 * Chance("latency", example, noise))),
        ["prompt_tokens"] = prompt,
        ["completion_tokens"] = completion,
        ["total_tokens"] = prompt + completion,
        ["cost_usd"] = Math.Round((prompt + completion) * setup.CostPer1000Tokens / 1000, 8),
    };

    double Chance(string what, Example example, string noise) =>
        setup.Noise > 0 && Draw.Share("noise", noise, example.Id) < setup.Noise
            ? Draw.Share(seed, what, example.Id, noise)
            : Draw.Share(seed, what, example.Id);

    string Say(string reference, List<string> references, Example example, bool right)
    {
        var substance = right ? reference : Wrong(reference, references, example);
        return string.Format(CultureInfo.InvariantCulture, Wordings[Draw.Index(Wordings.Length, seed, "wording", example.Id)], substance);
    }

    /// <summary>A fluent answer to another question, as a model without the right page would give.</summary>
    string Wrong(string reference, List<string> references, Example example)
    {
        var start = Draw.Index(references.Count, seed, "wrong", example.Id);
        for (var i = 0; i < references.Count; i++)
        {
            var other = references[(start + i) % references.Count];
            if (!Words.Contain(other, reference) && !Words.Contain(reference, other))
                return other;
        }

        return "I am sorry, I do not know that.";
    }

    /// <summary>For a judge with choices: the label of the best score when right, of the worst when wrong.</summary>
    static string? Verdict(JsonObject configuration, bool right)
    {
        if (configuration["classification_choices"] is not JsonObject { Count: > 0 } choices)
            return null;

        var byScore = choices.OrderBy(choice => choice.Value!.GetValue<double>()).Select(choice => choice.Key).ToList();
        return right ? byScore[^1] : byScore[0];
    }

    static string Reference(Dataset dataset, Example example) =>
        (dataset.Reference is { } column ? example.Text(column) : null) ?? $"This is the answer to {example.Id}.";

    /// <summary>Roughly four letters make a token.</summary>
    static int Tokens(string text) => (text.Length + 3) / 4;
}
