namespace Arize.Emulator.Http;

/// <summary>A request that is answered with a problem.</summary>
sealed class Refusal(int status, string detail) : Exception(detail)
{
    public int Status => status;

    public static Refusal Malformed(string detail) => new(400, detail);

    public static Refusal Missing(string what, string id) => new(404, $"There is no {what} with the id '{id}'.");

    public static Refusal Taken(string detail) => new(409, detail);

    public static Refusal AgainstTheRules(string detail) => new(422, detail);
}
