// The official JavaScript client: all pages of an experiment, with the largest page that it takes, and the sum of a score.
import { createClient, listExperimentRuns } from "@arizeai/ax-client";

const client = createClient();
const experiment = process.argv[2];
const started = performance.now();
let cursor, sum = 0, rows = 0;
do {
  const page = await listExperimentRuns({ client, experiment, limit: 500, cursor });
  for (const row of page.data) {
    rows++;
    sum += Number(row["eval.correctness.score"] ?? row.additionalProperties?.["eval.correctness.score"] ?? 0);
  }
  cursor = page.pagination.nextCursor ?? undefined;
} while (cursor);
const used = process.cpuUsage();
console.log(JSON.stringify({
  seconds: (performance.now() - started) / 1000,
  cpu: (used.user + used.system) / 1e6,
  memory: process.resourceUsage().maxRSS / 1024,
  result: rows,
  sum,
}));
