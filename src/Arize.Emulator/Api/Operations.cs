using Arize.Emulator.Http;

namespace Arize.Emulator.Api;

/// <summary>All operations of the contract.</summary>
static class Operations
{
    public static IReadOnlyList<Route> All { get; } =
    [
        .. Tasks.Routes, .. TaskRuns.Routes, .. Experiments.Routes, .. Datasets.Routes, .. Directory.Routes, .. Evaluators.Routes,
        .. Integrations.Routes, .. Prompts.Routes, .. Spans.Routes,
        new("get_monitors", "GET", "/v2/monitors/{monitor_id}", [], _ => throw new Refusal(501, "Monitors are not emulated.")),
    ];
}
