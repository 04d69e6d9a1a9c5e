namespace Arize.Build.Tests.GateFiles;

static class Samples
{
    /// <summary>A gate that says everything that can be said.</summary>
    public const string Everything = """
        {
          "$schema": "../schemas/gate.schema.json",
          // Comments are allowed.
          "space": "support",
          "environment": ["BRANCH"],
          "run": {
            "task": "support-golden", "name": "pr-7", "maxExamples": 400, "datasetVersion": "v1", "filter": "lang = 'de'", "tracing": { "branch": "main" }
          },
          "evaluate": { "tasks": ["support-judge"], "chained": true },
          "wait": { "timeout": "30m", "pollInterval": 5, "onTimeout": "leave" },
          "data": { "examples": 400, "minExamples": 50, "maxErrors": 2, "maxErrorRate": 0.01, "maxSkippedRate": 0.02, "maxMissingRate": 0.03, "minOverlap": 0.95, "clusters": "document_id", "allowSameOutputs": true },
          "baseline": { "latest": "main-*", "task": "nightly", "maxAge": "30d", "whenMissing": "adopt" },
          "criteria": [
            { "metric": "correctness", "atLeast": 0.9, "mayDropBy": 0.02, "range": [0, 1], "evidence": "required", "slices": { "by": "topic", "minExamples": 30 } },
            { "metric": "latency_ms", "statistic": "p95", "atMost": 2000, "mayRiseBy": "10%" },
            { "metric": "helpfulness", "cutoff": 0.5, "atLeast": 0.8, "evidence": "required", "severity": "warn", "confidence": 0.99 },
            { "metric": "tone", "labels": ["rude", "cold"], "atMost": 0.05 },
            { "metric": "cost_usd", "statistic": "sum", "atMost": 5 },
            { "metric": "run.error_rate", "atMost": 0.01 },
          ],
          "waivers": [ { "criterion": "p95 of latency_ms", "reason": "the new region is slow", "owner": "ann", "expires": "2026-12-31" } ],
          "pin": { "datasetVersion": "v1", "evaluators": { "correctness": "v7" } },
          "onInconclusive": "warn",
          "reports": ["markdown", "junit"],
        }
        """;
}
