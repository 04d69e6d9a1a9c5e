using Arize.Build.Client;
using Arize.Build.Gates.Runs;

namespace Arize.Build.Gates.Uploads;

/// <summary>The single step: logs a results file as an experiment on a dataset, once only.</summary>
internal sealed class ExperimentLogging(ArizeClient arize, IBuildLog log)
{
    /// <summary>Checks the file against the dataset and logs it. Faults of the file are a result, not an exception: each has its line.</summary>
    /// <param name="request">What to log.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArizeException">A setting is wrong, the service refuses, or it is not known whether the experiment was logged.</exception>
    public async Task<LogExperimentResult> RunAsync(LogExperimentRequest request, CancellationToken cancellationToken)
    {
        var results = await ResultsInDataset.ReadAsync(arize, request, cancellationToken).ConfigureAwait(false);
        if (results.Diagnostics.Count > 0)
            return new LogExperimentResult { Diagnostics = results.Diagnostics };
        using var record = RunRecord.Open(request.Folder);
        var once = new OnceOnly(arize, log, record);
        once.Begin(new RecordOwner { Gate = LogExperimentRequest.Step, Build = request.Build, Service = arize.Service });
        var (experiment, how) = await new ResultsUpload(arize, log, record, once).RunAsync(results, request, null, cancellationToken).ConfigureAwait(false);
        return new LogExperimentResult { Experiment = experiment, Outcome = how, Count = results.File.Count };
    }
}
