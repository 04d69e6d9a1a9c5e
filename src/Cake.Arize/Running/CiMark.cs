using System.Globalization;
using Arize.Build.Gates;
using Cake.Core;

namespace Cake.Arize.Running;

/// <summary>
/// An error as a CI system shows it at its line of the sources: a workflow command of GitHub Actions, a logging command of Azure Pipelines; nowhere else anything. The text is on one line and
/// harmless before it comes here, and every character that either system would take as its own is escaped.
/// </summary>
internal abstract class CiMark
{
    /// <summary>The CI system of an environment.</summary>
    public static CiMark Of(ICakeEnvironment environment)
    {
        if (Is("GITHUB_ACTIONS"))
            return new GitHubActions(environment.GetEnvironmentVariable("GITHUB_WORKSPACE"));
        return Is("TF_BUILD") ? new AzurePipelines() : new Nowhere();

        bool Is(string variable) => "true".Equals(environment.GetEnvironmentVariable(variable), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The line to print; null for none.</summary>
    public abstract string? Error(string code, string message, SourcePosition? at);

    /// <summary>The line to print; null for none.</summary>
    public abstract string? Warning(string code, string message, SourcePosition? at);

    /// <summary>The line that adds a Markdown file to the summary of the build; null if there is none, or the file is added otherwise (GitHub's is a file that the core writes).</summary>
    public virtual string? Summary(string file) => null;

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    sealed class GitHubActions(string? workspace) : CiMark
    {
        public override string Error(string code, string message, SourcePosition? at) => Line("error", code, message, at);

        public override string Warning(string code, string message, SourcePosition? at) => Line("warning", code, message, at);

        string Line(string kind, string code, string message, SourcePosition? at)
        {
            var place = at is null ? "" : $"file={Property(FromWorkspace(at.File))},line={Number(at.Line)},col={Number(at.Column)},";
            return $"::{kind} {place}title={Property(code)}::{Data(message)}";
        }

        /// <summary>GitHub finds a file by its path in the repository.</summary>
        string FromWorkspace(string file) => string.IsNullOrEmpty(workspace) || Path.GetRelativePath(workspace, file) is var inside && (inside.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(inside))
            ? file
            : inside.Replace('\\', '/');

        static string Data(string text) => text.Replace("%", "%25", StringComparison.Ordinal);

        static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
    }

    sealed class AzurePipelines : CiMark
    {
        public override string Error(string code, string message, SourcePosition? at) => Line("error", code, message, at);

        public override string Warning(string code, string message, SourcePosition? at) => Line("warning", code, message, at);

        public override string Summary(string file) => $"##vso[task.uploadsummary]{Data(file)}";

        static string Line(string kind, string code, string message, SourcePosition? at)
        {
            var place = at is null ? "" : $"sourcepath={Property(at.File)};linenumber={Number(at.Line)};columnnumber={Number(at.Column)};";
            return $"##vso[task.logissue type={kind};{place}code={Property(code)}]{Data(message)}";
        }

        static string Data(string text) => text.Replace("%", "%AZP25", StringComparison.Ordinal);

        static string Property(string text) => Data(text).Replace(";", "%3B", StringComparison.Ordinal).Replace("]", "%5D", StringComparison.Ordinal);
    }

    sealed class Nowhere : CiMark
    {
        public override string? Error(string code, string message, SourcePosition? at) => null;

        public override string? Warning(string code, string message, SourcePosition? at) => null;
    }
}
