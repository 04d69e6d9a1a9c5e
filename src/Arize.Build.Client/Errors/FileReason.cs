using System.Text.RegularExpressions;

namespace Arize.Build.Client;

/// <summary>Why a file cannot be read or written, for messages that name the file: its path is not repeated.</summary>
internal static partial class FileReason
{
    const int Longest = 300;

    /// <summary>The reason as a sentence.</summary>
    public static string Of(Exception e) => e switch
    {
        FileNotFoundException => "There is no such file.",
        DirectoryNotFoundException => "There is no such folder.",
        _ => RemoteText.OneLine(Path().Replace(e.Message, ""), Longest),
    };

    /// <summary>A path in quotes, with the words that lead to it.</summary>
    [GeneratedRegex(@"(?: : | to the path | the file )?'(?:/|[A-Za-z]:\\)[^']+'(?= |\.|$)")]
    private static partial Regex Path();
}
