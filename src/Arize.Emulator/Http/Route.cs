namespace Arize.Emulator.Http;

/// <summary>One operation of the API.</summary>
/// <param name="Operation">Its operation id in the contract.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Template">Path as the contract writes it.</param>
/// <param name="Query">Query parameters it knows.</param>
/// <param name="Handle">Carries it out.</param>
sealed record Route(string Operation, string Method, string Template, string[] Query, Func<Call, Answer> Handle)
{
    readonly string[] parts = Template.Split('/');

    /// <summary>The values of the template's variables; null when the path is another.</summary>
    public Dictionary<string, string>? Match(string[] path)
    {
        if (path.Length != parts.Length)
            return null;

        var values = new Dictionary<string, string>();
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].StartsWith('{') && path[i].Length > 0)
                values[parts[i].Trim('{', '}')] = path[i];
            else if (parts[i] != path[i])
                return null;
        }

        return values;
    }
}
