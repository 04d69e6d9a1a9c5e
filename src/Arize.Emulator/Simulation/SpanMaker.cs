using Arize.Emulator.State;

namespace Arize.Emulator.Simulation;

/// <summary>Makes the spans of a request: the root, a retrieval, calls of tools, and last the call of the model.</summary>
/// <param name="setup">What the traffic is like.</param>
/// <param name="version">The version that answers.</param>
/// <param name="examples">What users ask, with the answers; empty to make texts up.</param>
sealed class SpanMaker(ScenarioProject setup, ScenarioVersion version, IReadOnlyList<(string Question, string Answer)> examples)
{
    public LiveTrace Make(RequestDraws request, TimeSpan longest)
    {
        var trace = Traffic.Hex(32, request.Key);
        var wanted = version.Latency * request.Spread();
        var took = wanted < longest ? wanted : longest;
        var error = Draw.Share(request.Key, "error") < version.ErrorRate ? version.Error : null;
        var (question, answer) = Texts(request);
        var children = setup.SpansPerRequest - 1;
        var root = Span(0, null, took, TimeSpan.Zero);
        return new(trace, [root, .. Enumerable.Range(1, children).Select(i => Span(i, root.Id, took / children * 0.9, took / children * (i - 1 + 0.05)))], version, request.Luck);

        LiveSpan Span(int index, string? parent, TimeSpan time, TimeSpan after)
        {
            var callsModel = index == children;
            var failure = index == 0 || callsModel ? error : null;
            var start = Traffic.Rounded(request.At + after);
            var attributes = new Dictionary<string, object>
            {
                ["service.version"] = request.Version,
                ["session.id"] = request.Session,
                ["input.value"] = question,
            };
            if (failure is null)
                attributes["output.value"] = index == 0 || callsModel ? answer : $"What the {(index == 1 ? "help pages" : "shop's systems")} have on: {question}";
            if (callsModel)
                AddTokens(attributes, request);
            return new()
            {
                Id = Traffic.Hex(16, $"{request.Key}/{index}"),
                TraceId = trace,
                ParentId = parent,
                Name = index == 0 ? "answer" : callsModel ? "chat" : index == 1 ? "retrieve" : $"tool {index - 1}",
                Kind = callsModel ? "LLM" : index == 0 ? "CHAIN" : index == 1 ? "RETRIEVER" : "TOOL",
                Start = start,
                End = Traffic.Rounded(start + time) is var end && end > start ? end : start.AddMilliseconds(1),
                Error = failure,
                Attributes = attributes,
            };
        }
    }

    void AddTokens(Dictionary<string, object> attributes, RequestDraws request)
    {
        var total = Math.Round(version.Tokens * (0.6 + (0.8 * Draw.Share(request.Key, "tokens"))));
        var completion = Math.Round(total / 4);
        attributes["llm.model_name"] = "atlas-1";
        attributes["llm.token_count.prompt"] = total - completion;
        attributes["llm.token_count.completion"] = completion;
        attributes["llm.token_count.total"] = total;
        attributes["llm.cost.total"] = Math.Round(total * version.CostPer1000Tokens / 1000, 8);
    }

    /// <summary>A request without luck gets the answer to another question, as its scores say.</summary>
    (string Question, string Answer) Texts(RequestDraws request)
    {
        if (examples.Count == 0)
            return ($"Question {request.Key}", $"Answer {request.Key}");

        var index = Draw.Index(examples.Count, request.Key, "example");
        var isRight = request.Luck >= 1 - version.Scores.Values.DefaultIfEmpty(1).Average();
        var other = (index + 1 + Draw.Index(examples.Count, request.Key, "other")) % examples.Count;
        return (examples[index].Question, examples[isRight ? index : other].Answer);
    }
}
