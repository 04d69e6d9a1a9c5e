using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Build.Framework;

namespace Arize.Build.Benchmarks;

/// <summary>The least that a task could do: it sends requests that were written down, one after the other, reads the answers, and copies files. It checks nothing, waits for nothing and judges nothing.</summary>
public sealed class PlainRequests : Microsoft.Build.Utilities.Task
{
    /// <summary>The requests, a JSON array.</summary>
    [Required]
    public string Requests { get; set; } = "";

    [Required]
    public string From { get; set; } = "";

    [Required]
    public string To { get; set; } = "";

    public override bool Execute()
    {
        SendAsync().GetAwaiter().GetResult();
        foreach (var file in Directory.EnumerateFiles(From, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(To, Path.GetRelativePath(From, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllBytes(target, File.ReadAllBytes(file));
        }
        return !Log.HasLoggedErrors;
    }

    async System.Threading.Tasks.Task SendAsync()
    {
        using var http = new HttpClient { BaseAddress = new Uri(Environment.GetEnvironmentVariable("ARIZE_BASE_URL")!) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Environment.GetEnvironmentVariable("ARIZE_API_KEY"));
        foreach (var one in JsonNode.Parse(await File.ReadAllTextAsync(Requests).ConfigureAwait(false))!.AsArray())
        {
            var path = string.Join('/', ((string)one!["path"]!).Split('/').Select(Uri.EscapeDataString));
            var query = (string?)one["query"] is { Length: > 0 } given ? "?" + given : "";
            using var request = new HttpRequestMessage(new HttpMethod((string)one["method"]!), new Uri(path + query, UriKind.Relative));
            if (one["body"] is { } body)
                request.Content = new StringContent(Renamed(body), Encoding.UTF8, "application/json");
            using var answer = await http.SendAsync(request).ConfigureAwait(false);
            await answer.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            if ((int)answer.StatusCode != (int)one["status"]!)
                Log.LogError($"{request.Method} {path} was answered with {(int)answer.StatusCode} instead of {one["status"]}.");
        }
    }

    /// <summary>An experiment's name is good for one run.</summary>
    static string Renamed(JsonNode body)
    {
        var copy = (body is JsonValue text ? JsonNode.Parse((string)text!)! : body.DeepClone()).AsObject();
        if (copy.ContainsKey("experiment_name"))
            copy["experiment_name"] = $"plain-{Guid.NewGuid():N}";
        return copy.ToJsonString();
    }
}
