namespace Arize.Build.Gates.Runs;

/// <summary>How far a trigger came. What is not written down here did not happen.</summary>
public enum RunState
{
    /// <summary>About to send; nothing was sent, or what was sent is proven to have started nothing.</summary>
    Intent,

    /// <summary>Sent, and no answer seen: a run may exist.</summary>
    Sent,

    /// <summary>A run exists, and its id is known.</summary>
    Started,

    /// <summary>The run was seen to end.</summary>
    Done,
}
