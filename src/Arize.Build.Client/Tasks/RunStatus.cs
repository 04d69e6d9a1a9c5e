namespace Arize.Build.Client;

/// <summary>Where a task run stands.</summary>
public enum RunStatus
{
    /// <summary>A status that this version does not know. It is not final: a wait goes on until its deadline.</summary>
    Unknown,

    /// <summary>Queued.</summary>
    Pending,

    /// <summary>At work.</summary>
    Running,

    /// <summary>Ended by itself. That says nothing of its items: they may all have failed, or there may have been none.</summary>
    Completed,

    /// <summary>Ended by a fault.</summary>
    Failed,

    /// <summary>Ended by a user or by the service, which cancels runs that find nothing to do.</summary>
    Cancelled,
}
