using Arize.Build.Client;

namespace Arize.Build.Gates.Runs;

/// <summary>A request that must reach the service at most once, and how to find what it made if its answer was lost.</summary>
/// <typeparam name="T">What the request makes.</typeparam>
internal abstract class OnceOnlyRequest<T>
    where T : class
{
    /// <summary>What an earlier step of this build has recorded about the same request; null if it has not.</summary>
    public required SendEntry? Earlier { get; init; }

    /// <summary>How long to look for what was made if the answer was lost. Default: 120 s.</summary>
    public TimeSpan ReconcileFor { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Whether to send a second time, under the same name, if the answer was lost and nothing can be found. Default: no.</summary>
    public bool ResendOnce { get; init; }

    /// <summary>True if what was stored can be told exactly, so that after the search only what is missing is sent. Default: no.</summary>
    public virtual bool SendsWhatIsMissing => false;

    /// <summary>What is sent, for messages: "the trigger".</summary>
    public abstract string What { get; }

    /// <summary>What it makes, for messages: "the run".</summary>
    public abstract string Made { get; }

    /// <summary>The name that must be new and guards against a second one; null if there is none.</summary>
    public abstract string? Name { get; }

    /// <summary>True if an earlier step's request was the same.</summary>
    /// <param name="earlier">What that step has recorded.</param>
    public abstract bool IsSame(SendEntry earlier);

    /// <summary>What an earlier step has made.</summary>
    public abstract Task<T> ContinueAsync(SendEntry earlier, CancellationToken cancellationToken);

    /// <summary>True if the name is taken already.</summary>
    public abstract Task<bool> IsTakenAsync(CancellationToken cancellationToken);

    /// <summary>What is recorded before the request is sent.</summary>
    public abstract Task<SendEntry> PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Sends it, once. An answer about something else than was asked for is a lost answer.</summary>
    /// <param name="entry">What was recorded.</param>
    /// <param name="cancellationToken">Interrupts the call.</param>
    public abstract Task<T> SendAsync(SendEntry entry, CancellationToken cancellationToken);

    /// <summary>Looks once for what was made.</summary>
    /// <param name="entry">What was recorded.</param>
    /// <param name="interrupted">True if only what can be cancelled is of use.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public abstract Task<T?> FindAsync(SendEntry entry, bool interrupted, CancellationToken cancellationToken);

    /// <summary>What is recorded once it is known.</summary>
    public abstract SendEntry Known(SendEntry entry, T made);

    /// <summary>The line that reports it; null for none.</summary>
    public abstract string? Announce(T made, bool wasLost);

    /// <summary>Deals with what was made if the build cannot go on, and says in a sentence what became of it; null if there is nothing to do.</summary>
    public abstract Task<string?> AbandonAsync(T made, TimeSpan budget);

    /// <summary>The error if the name is taken.</summary>
    public abstract ArizeDiagnostic NameTaken();

    /// <summary>The error if it is not known what became of the request.</summary>
    public abstract Task<ArizeDiagnostic> UnknownAsync(SendEntry entry, string why, string searchedFor, string recordFile, CancellationToken cancellationToken);
}
