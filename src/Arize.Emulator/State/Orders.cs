namespace Arize.Emulator.State;

/// <summary>What a run of a RUN_EXPERIMENT task was asked for.</summary>
/// <param name="Name">Name of the experiment to make.</param>
/// <param name="Dataset">The dataset.</param>
/// <param name="Version">The dataset's version.</param>
/// <param name="Model">Name of the simulated model; null for the scenario's default.</param>
/// <param name="IntegrationId">Agent integration behind the outputs, if any.</param>
/// <param name="TracesProjectId">Project of the traces; null without tracing.</param>
/// <param name="Rows">The rows it will have made when it ends.</param>
/// <param name="EvaluationTaskIds">Evaluation tasks to start when it has completed.</param>
sealed record ExperimentOrder(
    string Name,
    Dataset Dataset,
    DatasetVersion Version,
    string? Model,
    string? IntegrationId,
    string? TracesProjectId,
    IReadOnlyList<Row> Rows,
    IReadOnlyList<string> EvaluationTaskIds);

/// <summary>What a run of an evaluation task on a project with traffic was asked for.</summary>
/// <param name="MaxSpans">Spans to look at, newest first.</param>
/// <param name="Override">Whether to evaluate again what has results.</param>
sealed record SpanOrder(int MaxSpans, bool Override)
{
    /// <summary>The results by span, worked out when the run begins and kept when it has completed.</summary>
    public List<(string SpanId, Score Score)> Results { get; } = [];
}

/// <summary>What a run of an evaluation task on a dataset was asked for.</summary>
/// <param name="ExperimentIds">Experiments to evaluate.</param>
/// <param name="Override">Whether to evaluate again what has results.</param>
sealed record EvaluationOrder(IReadOnlyList<string> ExperimentIds, bool Override)
{
    /// <summary>The results, worked out when the run begins and given to the rows when it has completed.</summary>
    public List<(Row Row, Score Score)> Results { get; } = [];
}
