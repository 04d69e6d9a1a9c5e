namespace Arize.Build.Gates.GateFiles;

/// <summary>Words of the first edition, each with the word that replaces it. Using one is an error that names the new one.</summary>
internal static class RenamedWords
{
    /// <summary>What messages call the whole file.</summary>
    public const string Root = "a gate file";

    /// <summary>Keys, by section: the name that a section has in messages.</summary>
    public static readonly IReadOnlyDictionary<(string Section, string Key), string> Keys = new Dictionary<(string, string), string>
    {
        [(Root, "existing")] = "'existing' is now \"experiment\": write \"experiment\": \"main-2026-11-20\", or \"experiment\": { \"name\": \"main-2026-11-20\", \"dataset\": \"…\" }.",
        [(Root, "log")] = "'log' is now \"results\", and its 'results' is now \"file\": write \"results\": { \"dataset\": \"…\", \"file\": \"results.jsonl\" }.",
        [("a criterion", "scale")] = "'scale' is now \"range\": write the lowest and the highest score there can be, such as \"range\": [1, 5], or leave it out for a score from 0 to 1.",
        [("a criterion", "policy")] = "'policy' is gone: a drop that is shown fails by default; to require that a pass is shown, write \"evidence\": \"required\".",
    };

    public static readonly IReadOnlyDictionary<string, string> Evidence = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["lower-bound"] = "\"lower-bound\" is now \"evidence\": \"required\".",
        ["require-evidence"] = "\"require-evidence\" is now \"evidence\": \"required\".",
        ["point"] = "\"point\" is the default and has no word: leave 'evidence' out.",
    };

    public static readonly IReadOnlyDictionary<string, string> Severity = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["block"] = "\"block\" is now \"severity\": \"fail\", which is the default.",
    };
}
