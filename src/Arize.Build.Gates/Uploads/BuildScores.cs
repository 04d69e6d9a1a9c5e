using Arize.Build.Client;

namespace Arize.Build.Gates.Uploads;

/// <summary>Scores that the build has computed itself, by evaluator: a number and a label for each line of a results file. Explanations stay in the file.</summary>
internal sealed class BuildScores
{
    readonly Dictionary<string, Scores> all = new(StringComparer.Ordinal);

    /// <summary>The names of the evaluators.</summary>
    public IReadOnlyCollection<string> Names => all.Keys;

    /// <summary>Takes the scores of the next line.</summary>
    /// <param name="line">The line, from 0.</param>
    /// <param name="evaluations">Its evaluations.</param>
    public void Add(int line, IReadOnlyDictionary<string, Evaluation> evaluations)
    {
        foreach (var (name, evaluation) in evaluations)
        {
            if (!all.TryGetValue(name, out var scores))
                all[name] = scores = new Scores();
            scores.Set(line, evaluation);
        }
    }

    /// <summary>What an evaluator of the build has given to a line; null for nothing.</summary>
    /// <param name="name">The evaluator.</param>
    /// <param name="line">The line, from 0.</param>
    public Evaluation? Find(string name, int line) => all.GetValueOrDefault(name)?.Find(line);

    /// <summary>How many lines an evaluator of the build has scored.</summary>
    /// <param name="name">The evaluator.</param>
    public int CountOf(string name) => all[name].Count;

    sealed class Scores
    {
        readonly List<(double Score, int Label)> lines = [];
        readonly List<string> labels = [];
        readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

        public int Count { get; private set; }

        public void Set(int line, Evaluation evaluation)
        {
            while (lines.Count < line)
                lines.Add((double.NaN, -1));
            lines.Add((evaluation.Score ?? double.NaN, evaluation.Label is { } label ? NumberOf(label) : -1));
            Count++;
        }

        public Evaluation? Find(int line) => line < lines.Count && lines[line] is var (score, label) && !(double.IsNaN(score) && label < 0)
            ? new Evaluation { Score = double.IsNaN(score) ? null : score, Label = label < 0 ? null : labels[label] }
            : null;

        /// <summary>Few different labels for many lines: each is kept once.</summary>
        int NumberOf(string label)
        {
            if (numbers.TryGetValue(label, out var number))
                return number;
            labels.Add(label);
            return numbers[label] = labels.Count - 1;
        }
    }
}
