using Arize.Build.Client.Resolution;

namespace Arize.Build.Client;

/// <summary>What a new evaluation task must be, before any request.</summary>
internal static class EvaluationTaskRules
{
    public static List<ArizeDiagnostic> Check(CreateEvaluationTaskRequest request)
    {
        var faults = new List<ArizeDiagnostic>();
        Settings.Check.Given(nameof(request.Name), request.Name, "Give the task a name.", faults);
        if (request.Type is not (TaskType.TemplateEvaluation or TaskType.CodeEvaluation))
            faults.Add(Diagnostic.Value(nameof(request.Type), request.Type.ToString(), "Valid: TemplateEvaluation or CodeEvaluation; experiment tasks are created with CreateRunExperimentTask."));
        CheckEvaluators(request.Evaluators, request.Space, faults);
        NameResolver.Check(nameof(request.Project), request.Project, request.Space, faults);
        NameResolver.Check(nameof(request.Dataset), request.Dataset, request.Space, faults);
        Settings.Check.Share(nameof(request.SamplingRate), request.SamplingRate, faults);
        CheckScope(request, faults);
        return faults;
    }

    public static void CheckEvaluators(IReadOnlyList<TaskEvaluator>? evaluators, ResourceReference? space, List<ArizeDiagnostic> faults)
    {
        if (evaluators is not { Count: > 0 })
        {
            faults.Add(Diagnostic.Missing("Evaluators", "Give at least one evaluator."));
            return;
        }
        foreach (var evaluator in evaluators)
        {
            Settings.Check.Given("An entry of Evaluators", evaluator.Evaluator, "Each entry is the name or the id of an evaluator.", faults);
            NameResolver.Check("Evaluators", evaluator.Evaluator, space, faults);
            Settings.Check.Id("VersionId of an evaluator", evaluator.VersionId, faults);
        }
        faults.AddRange(evaluators.GroupBy(e => e.Evaluator).Where(g => g.Count() > 1).Select(g => Twice(g.Key.ToString())));
    }

    public static ArizeDiagnostic Twice(string evaluator) => Diagnostic.Value("Evaluators", evaluator, "It is there twice; give each evaluator once.");

    static void CheckScope(CreateEvaluationTaskRequest request, List<ArizeDiagnostic> faults)
    {
        var (project, dataset) = (request.Project is { IsBlank: false }, request.Dataset is { IsBlank: false });
        var experiments = request.ExperimentIds is { Count: > 0 };
        if (project == dataset)
            faults.Add(project
                ? Diagnostic.Exclusive(["Project", "Dataset"], "Set one of them: a task evaluates a project, or experiments on a dataset.")
                : Diagnostic.Missing("Project or Dataset", "Set one of them: a task evaluates a project, or experiments on a dataset."));
        else if (dataset)
        {
            if (!experiments)
                faults.Add(Diagnostic.Missing("ExperimentIds", "With a Dataset, give at least one experiment to evaluate."));
            if (request.SamplingRate is not null)
                faults.Add(Diagnostic.Exclusive(["SamplingRate", "Dataset"], "A share of the data can be evaluated with a Project only."));
            if (request.IsContinuous == true)
                faults.Add(Diagnostic.Exclusive(["IsContinuous", "Dataset"], "A continuous task evaluates a Project."));
        }
        else if (experiments)
            faults.Add(Diagnostic.Exclusive(["ExperimentIds", "Project"], "Experiments are evaluated with a Dataset only."));
        if (dataset)
            foreach (var experiment in request.ExperimentIds ?? [])
                Settings.Check.Given("An entry of ExperimentIds", experiment, "Each entry is the name or the id of an experiment.", faults);
    }
}
