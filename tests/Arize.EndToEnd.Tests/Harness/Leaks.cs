using System.IO.Compression;
using System.Text;
using Microsoft.Build.Logging.StructuredLogger;

namespace Arize.EndToEnd.Tests.Harness;

/// <summary>Looks for a secret in every file of a folder, inside packages and binary logs too.</summary>
static class Leaks
{
    /// <summary>The places where the secret is.</summary>
    public static IReadOnlyList<string> Of(string secret, string folder)
    {
        var needles = new[] { Encoding.UTF8.GetBytes(secret), Encoding.Unicode.GetBytes(secret), Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).TrimEnd('=')) };
        return [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .SelectMany(file => Places(file).Where(p => needles.Any(n => p.Bytes.AsSpan().IndexOf(n) >= 0))
                .Select(p => Path.GetRelativePath(folder, file) + p.Name)).Distinct()];
    }

    static IEnumerable<(string Name, byte[] Bytes)> Places(string file)
    {
        var bytes = File.ReadAllBytes(file);
        yield return ("", bytes);
        if (bytes.AsSpan().StartsWith("PK\u0003\u0004"u8))
        {
            foreach (var (name, content) in Entries(bytes))
                yield return ($": {name}", content);
        }
        if (!file.EndsWith(".binlog", StringComparison.Ordinal))
            yield break;

        using var raw = new MemoryStream();
        using (var unzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress))
            unzip.CopyTo(raw);
        yield return (": raw", raw.ToArray());

        // What a person sees who opens it, and the project files that MSBuild puts into it.
        var build = BinaryLog.ReadBuild(file);
        Assert.That(build.SourceFiles, Is.Not.Empty, "the binary log cannot be read");
        var said = new StringBuilder();
        build.VisitAllChildren<BaseNode>(node => said.Append(node).Append('\n').Append((node as TextNode)?.Text).Append('\n').Append((node as NameValueNode)?.Value).Append('\n'));
        yield return (": read", Encoding.UTF8.GetBytes(said.ToString()));
        foreach (var source in build.SourceFiles)
            yield return ($": {source.FullPath}", Encoding.UTF8.GetBytes(source.Text));
    }

    static IEnumerable<(string Name, byte[] Content)> Entries(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        foreach (var entry in archive.Entries)
        {
            using var content = new MemoryStream();
            using (var stream = entry.Open())
                stream.CopyTo(content);
            yield return (entry.FullName, content.ToArray());
        }
    }
}
