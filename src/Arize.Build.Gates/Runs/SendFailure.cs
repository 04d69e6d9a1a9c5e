using Arize.Build.Client;

namespace Arize.Build.Gates.Runs;

/// <summary>What a failed request proves.</summary>
internal static class SendFailure
{
    public enum Kind
    {
        /// <summary>It is not proven that nothing was made: look for it.</summary>
        Lost,

        /// <summary>Refused, or never to be sent: nothing was made, and sending it again would not help.</summary>
        Final,

        /// <summary>Nothing was made, and sending it again may help.</summary>
        SendAgain,

        /// <summary>Refused: the name is taken.</summary>
        NameTaken,
    }

    /// <summary>A whitelist: only what proves that nothing was made counts as proof. What refuses a second request proves nothing of the first.</summary>
    public static Kind Classify(ArizeException failure, bool afterLostAnswer) => failure switch
    {
        { NeverSent: true, IsTransient: true } => Kind.SendAgain,
        _ when afterLostAnswer => Kind.Lost,
        { NeverSent: true } => Kind.Final,
        { Status: 409 } => Kind.NameTaken,
        { Status: 429 } => Kind.SendAgain,
        { Status: 400 or 401 or 403 or 404 or 405 or 413 or 415 or 422 or (>= 300 and < 400) } => Kind.Final,
        _ => Kind.Lost,
    };
}
