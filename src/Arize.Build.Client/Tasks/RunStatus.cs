namespace Arize.Build.Client;

/// <summary>The status of a task run.</summary>
public enum RunStatus
{
    /// <summary>A status that this version does not know. It is not final: a wait goes on until its deadline.</summary>
    Unknown,

    /// <summary>Queued.</summary>
    Pending,

    /// <summary>Running.</summary>
    Running,

    /// <summary>Completed. That says nothing about its items: they may all have failed, or there may have been none.</summary>
    Completed,

    /// <summary>Failed.</summary>
    Failed,

    /// <summary>Cancelled by a user, or by the service, which cancels runs that find nothing to do.</summary>
    Cancelled,
}
