namespace Arize.Build.Gates.Runs;

/// <summary>How far a request that is sent at most once has come. What is not written down did not happen.</summary>
internal enum SendState
{
    /// <summary>About to send; nothing was sent, or what was sent is proven to have started nothing.</summary>
    Intent,

    /// <summary>Sent, and no answer seen: what was asked for may exist.</summary>
    Sent,

    /// <summary>What was asked for exists, and its id is known.</summary>
    Started,

    /// <summary>It was seen to end, and the gate is closed.</summary>
    Done,
}
