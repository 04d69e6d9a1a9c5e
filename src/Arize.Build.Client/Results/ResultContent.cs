namespace Arize.Build.Client;

/// <summary>The fields of a line of a results file that have a meaning.</summary>
/// <param name="ExampleId">The example that it answers.</param>
/// <param name="Repeat">Which answer to the example it is, from 1.</param>
/// <param name="Output">The output; empty if there is none.</param>
/// <param name="Evaluations">Scores that the build has computed itself, by evaluator name.</param>
internal sealed record ResultContent(string ExampleId, int Repeat, string Output, IReadOnlyDictionary<string, Evaluation> Evaluations);
