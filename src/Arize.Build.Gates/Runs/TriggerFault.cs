using Arize.Build.Client;

namespace Arize.Build.Gates.Runs;

/// <summary>What a failed trigger proves.</summary>
internal static class TriggerFault
{
    public enum Class
    {
        /// <summary>It is not proven that nothing was started: look for the run.</summary>
        Lost,

        /// <summary>Refused, or never to be sent: nothing was started, and sending it again would not help.</summary>
        Final,

        /// <summary>Nothing was started, and sending it again may help.</summary>
        SendAgain,

        /// <summary>Refused: the experiment's name is taken.</summary>
        NameTaken,
    }

    /// <summary>A whitelist: only what proves that nothing was started is called so. What refuses a second trigger proves nothing of the first.</summary>
    public static Class Classify(ArizeException fault, bool afterLostAnswer) => fault switch
    {
        { NeverSent: true, IsTransient: true } => Class.SendAgain,
        _ when afterLostAnswer => Class.Lost,
        { NeverSent: true } => Class.Final,
        { Status: 409 } => Class.NameTaken,
        { Status: 429 } => Class.SendAgain,
        { Status: 400 or 401 or 403 or 404 or 405 or 413 or 415 or 422 or (>= 300 and < 400) } => Class.Final,
        _ => Class.Lost,
    };
}
