using Arize.Build.Client.Settings;

namespace Arize.Build.Client;

/// <summary>What a change of a task must be: what can be said at once, and what needs the task's type.</summary>
internal static class UpdateTaskRules
{
    static readonly string[] ForExperiments = ["Name", "RunConfiguration"];
    static readonly string[] ForEvaluations = ["Name", "SamplingRate", "IsContinuous", "QueryFilter", "ClearQueryFilter", "Evaluators"];

    public static List<ArizeDiagnostic> CheckBeforeReading(UpdateTaskRequest request)
    {
        var faults = new List<ArizeDiagnostic>();
        if (!Given(request).Any())
            faults.Add(Diagnostic.Missing("A field to change",
                $"For evaluation tasks set one of {string.Join(", ", ForEvaluations)}; for experiment tasks one of {string.Join(", ", ForExperiments)}."));
        Check.Share(nameof(request.SamplingRate), request.SamplingRate, faults);
        if (request.ClearQueryFilter && !string.IsNullOrWhiteSpace(request.QueryFilter))
            faults.Add(Diagnostic.Exclusive(["QueryFilter", "ClearQueryFilter"], "Set a new filter, or remove the filter."));
        if (request.Evaluators is not null)
            EvaluationTaskRules.CheckEvaluators(request.Evaluators, request.Space, faults);
        return faults;
    }

    public static List<ArizeDiagnostic> CheckAgainst(ArizeTask task, UpdateTaskRequest request)
    {
        var allowed = task.Type == TaskType.RunExperiment ? ForExperiments : ForEvaluations;
        var wrong = Given(request).Except(allowed).ToArray();
        return wrong.Length == 0 ? [] : [Diagnostic.WrongForTaskType(RemoteText.OneLine(task.TypeText, 60), wrong, allowed)];
    }

    static IEnumerable<string> Given(UpdateTaskRequest request) =>
        from field in ((string Name, bool Is)[])
        [
            ("Name", !string.IsNullOrWhiteSpace(request.Name)), ("SamplingRate", request.SamplingRate is not null), ("IsContinuous", request.IsContinuous is not null),
            ("QueryFilter", !string.IsNullOrWhiteSpace(request.QueryFilter)), ("ClearQueryFilter", request.ClearQueryFilter),
            ("Evaluators", request.Evaluators is not null), ("RunConfiguration", request.RunConfiguration is not null),
        ]
        where field.Is
        select field.Name;
}
