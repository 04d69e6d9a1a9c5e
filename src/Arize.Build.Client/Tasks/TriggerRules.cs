using System.Globalization;
using Arize.Build.Client.Resolution;
using Arize.Build.Client.Settings;

namespace Arize.Build.Client;

/// <summary>What a trigger must be: what can be said at once, and what needs the task's type.</summary>
internal static class TriggerRules
{
    static readonly TimeSpan LongestWindow = TimeSpan.FromDays(30);

    static readonly string[] ForEvaluations = ["DataStartTime", "DataEndTime", "MaxSpans", "OverrideEvaluations", "ExperimentIds"];

    static readonly string[] ForExperiments =
        ["ExperimentName", "DatasetVersionId", "MaxExamples", "ExampleIds", "QueryFilter", "TracingMetadata", "EvaluationTaskIds"];

    public static List<ArizeDiagnostic> CheckBeforeReading(TriggerRunRequest request)
    {
        var faults = new List<ArizeDiagnostic>();
        if (request.ExampleIds is { Count: > 0 } && request.MaxExamples is not null)
            faults.Add(Diagnostic.Exclusive(["ExampleIds", "MaxExamples"], "Set at most one of them; without either, all examples are run."));
        Check.AtLeastOne(nameof(request.MaxExamples), request.MaxExamples, faults);
        Check.AtLeastOne(nameof(request.MaxSpans), request.MaxSpans, faults);
        Check.ExperimentName(request.ExperimentName, faults);
        Check.Id(nameof(request.DatasetVersionId), request.DatasetVersionId, faults);
        foreach (var (setting, hasBlank) in new[]
        {
            ("ExperimentIds", request.ExperimentIds?.Any(e => e.IsBlank)), ("ExampleIds", request.ExampleIds?.Any(string.IsNullOrWhiteSpace)),
            ("EvaluationTaskIds", request.EvaluationTaskIds?.Any(t => t.IsBlank)),
        })
            if (hasBlank == true)
                faults.Add(Diagnostic.Missing($"An entry of {setting}", "Leave out empty entries."));
        foreach (var task in request.EvaluationTaskIds ?? [])
            NameResolver.Check("EvaluationTaskIds", task, request.Space, faults);
        if (request is { DataStartTime: { } start, DataEndTime: { } end })
            CheckWindow(start, end, faults);
        var (forEvaluations, forExperiments) = (Given(request).Intersect(ForEvaluations).ToArray(), Given(request).Intersect(ForExperiments).ToArray());
        if (forEvaluations.Length > 0 && forExperiments.Length > 0)
            faults.Add(Diagnostic.Exclusive([forEvaluations[0], forExperiments[0]],
                $"Evaluation tasks take {string.Join(", ", ForEvaluations)}; experiment tasks take {string.Join(", ", ForExperiments)}."));
        return faults;
    }

    public static List<ArizeDiagnostic> CheckAgainst(ArizeTask task, TriggerRunRequest request)
    {
        var experiment = task.Type == TaskType.RunExperiment;
        var allowed = experiment ? ForExperiments : ForEvaluations;
        var faults = new List<ArizeDiagnostic>();
        var wrong = Given(request).Except(allowed).ToArray();
        if (wrong.Length > 0)
            faults.Add(Diagnostic.WrongForTaskType(RemoteText.OneLine(task.TypeText, 60), wrong, allowed));
        if (experiment && string.IsNullOrWhiteSpace(request.ExperimentName))
            faults.Add(Diagnostic.Missing("ExperimentName", $"The task {RemoteText.Quote(task.Name)} runs experiments, and each needs a name that is new on its dataset."));
        if (task.Type is TaskType.TemplateEvaluation or TaskType.CodeEvaluation)
            CheckScope(task, request, faults);
        return faults;
    }

    /// <summary>A time window needs a project's data, experiments need a dataset.</summary>
    static void CheckScope(ArizeTask task, TriggerRunRequest request, List<ArizeDiagnostic> faults)
    {
        if (task.DatasetId is not null && (request.DataStartTime ?? request.DataEndTime) is not null)
            faults.Add(Diagnostic.WrongForTaskType($"dataset-based {task.TypeText}", Given(request).Intersect(["DataStartTime", "DataEndTime"]), ["ExperimentIds", "MaxSpans", "OverrideEvaluations"]));
        if (task.DatasetId is null && request.ExperimentIds is { Count: > 0 })
            faults.Add(Diagnostic.WrongForTaskType($"project-based {task.TypeText}", ["ExperimentIds"], ["DataStartTime", "DataEndTime", "MaxSpans", "OverrideEvaluations"]));
    }

    static void CheckWindow(DateTimeOffset start, DateTimeOffset end, List<ArizeDiagnostic> faults)
    {
        if (start >= end)
            faults.Add(Diagnostic.Value("DataStartTime", start.ToString("o", CultureInfo.InvariantCulture),
                $"It must be before DataEndTime, {end.ToString("o", CultureInfo.InvariantCulture)}."));
        else if (end - start > LongestWindow)
            faults.Add(Diagnostic.Value("DataEndTime", end.ToString("o", CultureInfo.InvariantCulture), "It may be at most 30 days after DataStartTime."));
    }

    /// <summary>Empty text and empty lists count as not given.</summary>
    static IEnumerable<string> Given(TriggerRunRequest request) =>
        from field in ((string Name, bool Is)[])
        [
            ("DataStartTime", request.DataStartTime is not null), ("DataEndTime", request.DataEndTime is not null), ("MaxSpans", request.MaxSpans is not null),
            ("OverrideEvaluations", request.OverrideEvaluations is not null), ("ExperimentIds", request.ExperimentIds is { Count: > 0 }),
            ("ExperimentName", !string.IsNullOrWhiteSpace(request.ExperimentName)), ("DatasetVersionId", !string.IsNullOrWhiteSpace(request.DatasetVersionId)),
            ("MaxExamples", request.MaxExamples is not null), ("ExampleIds", request.ExampleIds is { Count: > 0 }),
            ("QueryFilter", !string.IsNullOrWhiteSpace(request.QueryFilter)), ("TracingMetadata", request.TracingMetadata is { Count: > 0 }),
            ("EvaluationTaskIds", request.EvaluationTaskIds is { Count: > 0 }),
        ]
        where field.Is
        select field.Name;
}
